package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hash that the settings do not let verify any more. */
class UnusableHashTests extends IdentityTest {

    private static final String COSTLY =
            "$argon2id$v=19$m=131072,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Autowired
    private JdbcClient database;

    @Test
    void isNoGuessOfItsOwner() {
        Person person = person();
        String hash = database.sql("select password_hash from users where username = :name")
                .param("name", person.username())
                .query(String.class)
                .single();
        replace(hash, COSTLY);
        for (int i = 0; i < 6; i++) {
            assertThat(logIn(person).outcome()).isEqualTo("401 invalid_credentials");
        }
        assertThat(mails.about(person.email())).doesNotContain(MailTemplate.ACCOUNT_LOCKED);

        replace(COSTLY, hash);
        signIn(person);
    }

    private void replace(String old, String hash) {
        assertThat(database.sql("update users set password_hash = :hash where password_hash = :old")
                        .param("hash", hash)
                        .param("old", old)
                        .update())
                .isEqualTo(1);
    }
}
