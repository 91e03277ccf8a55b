package dev.gatehouse.sample.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTextsTests {

    private static final String LINK = "https://app.example.com/reset-password#token=abc";

    private final MailTexts texts = new MailTexts(new MailProperties(
            MailProperties.Transport.LOG,
            "no-reply@example.com",
            "Gatehouse sample",
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            12,
            Duration.ofDays(30),
            5,
            Duration.ofMinutes(30)));

    @ParameterizedTest
    @EnumSource(names = {"INVITATION", "VERIFY_EMAIL", "CONFIRM_NEW_EMAIL"})
    void userNameCanBeReadAndIsNoLink(MailTemplate template) {
        String mail = write(template, "en", "Ada", "Ada.Lovelace");
        assertThat(mail)
                .contains("Ada[.]Lovelace", "plain dot wherever [.] stands", LINK + "\n\nThe user name")
                .doesNotContain("Ada.Lovelace", "Ada Lovelace");
        assertThat(write(template, "de", "Ada", "ada.lovelace")).contains("ada[.]lovelace", "wo hier [.] steht");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada_lovelace", "ada.1815", "ada-l."})
    void userNameThatIsNoLinkStandsAsItIs(String username) {
        assertThat(write(MailTemplate.INVITATION, "en", "Ada", username))
                .contains("the user name " + username + " was made", LINK + "\n\nThe link")
                .doesNotContain("[.]");
    }

    @ParameterizedTest
    @CsvSource({"evil.example, evil example", "https://1.2, https 1.2", "a@b, a b"})
    void nameThatAStrangerChoseIsNoLink(String name, String shown) {
        assertThat(write(MailTemplate.INVITATION, "en", name, "ada")).contains("Hello " + shown + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0085b", "a\u2028b", "a\u2029b"})
    void nameThatAStrangerChoseIsOneLine(String name) {
        assertThat(write(MailTemplate.INVITATION, "en", name, "ada")).contains("Hello a b,");
    }

    private String write(MailTemplate template, String language, String name, String username) {
        DueMail mail = new DueMail(UUID.randomUUID(), "ada@example.com", language, template, "", 1);
        Map<String, String> values = Map.of("name", name, "username", username, "link", LINK, "valid_for", "24 h");
        return texts.write(mail, values).text();
    }
}
