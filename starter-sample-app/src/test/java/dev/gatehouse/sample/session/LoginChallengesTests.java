package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class LoginChallengesTests extends IdentityTest {

    @Autowired
    private JdbcClient database;

    @Test
    void logInThatBeganAtANewerVersionGoesOn() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Answer waiting = logIn(person);
        int changed = database.sql("""
                        update auth_challenges set payload = concat('{"novelty":1,', substring(payload, 2))
                        where user_id = (select id from users where username_key = :name)
                        """).param("name", person.username()).update();
        assertThat(changed).isPositive();
        Map<String, String> shown = Map.of("mfa_token", waiting.text("mfa_token"), "code", code(factor.secret(), 0));
        assertThat(send("POST", AUTH + "/mfa/verify", shown).status()).isEqualTo(200);
    }
}
