package dev.gatehouse.sample.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What somebody chose is shown to others by mail as what it is: text. */
class MailMarkupTests {

    private static final String MARKUP = "<a href='https://evil.example.com'>Ada</a>";

    private final MailProperties properties = new MailProperties(
            MailProperties.Transport.SMTP,
            "no-reply@example.com",
            "Shop",
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            12,
            Duration.ofDays(30),
            5,
            Duration.ofMinutes(30));

    @Test
    void aMailIsPlainTextWhateverStandsInIt() throws Exception {
        List<MimeMessage> sent = new ArrayList<>();
        JavaMailSenderImpl server = new JavaMailSenderImpl() {
            @Override
            public void send(MimeMessage mail) {
                sent.add(mail);
            }
        };
        new SmtpTransport(server, properties).send(written("en", MARKUP));

        MimeMessage mail = sent.get(0);
        mail.saveChanges();
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getContent()).asString().contains("<a href='https evil example com'>Ada</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void aTextMakesNoLinkAndNoLine(String language) {
        MailMessage mail = written(language, "Ada\r\n\r\nhttps://evil.example.com or eve@example.com");

        assertThat(mail.text())
                .contains("Ada https evil example com or eve example com")
                .doesNotContain("://", "@");
    }

    private MailMessage written(String language, String name) {
        DueMail mail = new DueMail(UUID.randomUUID(), "ada@example.com", language, MailTemplate.ACCOUNT_LOCKED, "", 1);
        return new MailTexts(properties).write(mail, Map.of("name", name, "until", "noon"));
    }
}
