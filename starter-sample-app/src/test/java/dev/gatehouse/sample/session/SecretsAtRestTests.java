package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whoever gets a copy of the database gets nothing to log in with (ASVS 5.0, 6.5.2; 11.4). */
class SecretsAtRestTests extends IdentityTest {

    @Autowired
    private JdbcTemplate database;

    @Test
    void v6_5_2_noTableHoldsAnythingThatOpensAnAccount() {
        Person person = person();
        List<String> secrets = new ArrayList<>(List.of(person.password()));
        secrets.add(mails.token(person.email(), MailTemplate.VERIFY_EMAIL));
        Answer session = signIn(person);
        secrets.add(session.text("access_token"));
        secrets.add(session.text("refresh_token"));
        Answer next = refresh(session.text("refresh_token"));
        secrets.add(next.text("refresh_token"));
        Factor factor = enroll(next);
        secrets.add(factor.secret().toBase32());
        secrets.addAll(factor.recoveryCodes());
        factor.recoveryCodes().forEach(code -> secrets.add(code.replace("-", "")));
        secrets.add(logIn(person).text("mfa_token"));
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        secrets.add(mails.token(person.email(), MailTemplate.RESET_PASSWORD));

        String dump = dump();

        assertThat(dump).contains(person.username());
        assertThat(secrets).allSatisfy(secret -> assertThat(dump).doesNotContain(secret));
    }

    private String dump() {
        StringBuilder all = new StringBuilder();
        List<String> tables = database.queryForList(
                "select table_name from information_schema.tables where lower(table_schema) = 'public'", String.class);
        assertThat(tables).hasSizeGreaterThan(10);
        tables.forEach(table -> all.append(database.queryForList("select * from \"" + table + "\"")));
        return all.toString();
    }
}
