package dev.gatehouse.sample.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.sample.IdentityTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds of mails on every database. */
abstract class MailScenarios extends IdentityTest {

    static final Map<String, String> MODEL =
            Map.of("name", "Ädä", "username", "ada", "link", "https://api.example.com/#token=abc", "valid_for", "24 h");

    @Autowired
    MailOutbox outbox;

    @Autowired
    private MailTexts texts;

    @Autowired
    private MailProperties properties;

    @Autowired
    private JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final String recipient = UUID.randomUUID() + "@example.com";

    /** Those of other tests that nobody sends. */
    @BeforeEach
    void nothingElseIsDue() {
        database.sql("delete from mail_outbox").update();
    }

    @Test
    void aMailIsSentOnceItsServerIsBack() throws Exception {
        int port = freePort();
        MailDelivery delivery = delivery(port);
        outbox.put(recipient, "de", MailTemplate.VERIFY_EMAIL, MODEL);
        assertThat(column("model_enc")).startsWith("v1.").doesNotContain("token");

        delivery.run();
        assertThat(column("status")).isEqualTo("PENDING");
        delivery.run();
        assertThat(column("attempts")).isEqualTo("1");

        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            time.forward(Duration.ofMinutes(2));
            delivery.run();
            MimeMessage mail = received(server);
            assertThat(mail.getSubject()).isEqualTo("Bestätigen Sie Ihre E-Mail-Adresse");
            assertThat(mail.getContentType()).containsIgnoringCase("text/plain").containsIgnoringCase("utf-8");
            assertThat(mail.getContent().toString()).contains("Guten Tag Ädä", "https://api.example.com/#token=abc");
        } finally {
            server.stop();
        }
        assertThat(column("status")).isEqualTo("SENT");
        assertThat(column("model_enc")).isEmpty();
    }

    @Test
    void aMailIsGivenUpInTheEnd() throws Exception {
        MailDelivery delivery = delivery(freePort());
        outbox.put(recipient, "en", MailTemplate.VERIFY_EMAIL, MODEL);
        for (int i = 0; i < properties.maxAttempts(); i++) {
            delivery.run();
            time.forward(Duration.ofHours(2));
        }
        assertThat(column("status")).isEqualTo("GIVEN_UP");
        assertThat(column("model_enc")).isEmpty();
    }

    /** As after the way back to this version, or beside a newer one. */
    @Test
    void aMailOfANewerVersionIsLeftToItAndKeepsNoOther() throws Exception {
        GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        try {
            outbox.put("newer@example.com", "en", MailTemplate.VERIFY_EMAIL, MODEL);
            database.sql("update mail_outbox set template = 'ORDER_PLACED'").update();
            outbox.put(recipient, "en", MailTemplate.VERIFY_EMAIL, MODEL);
            time.forward(Duration.ofMinutes(2));
            delivery(server.getSmtp().getPort()).run();
            assertThat(column("status")).isEqualTo("SENT");
            assertThat(database.sql("select attempts from mail_outbox where template = 'ORDER_PLACED'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        } finally {
            server.stop();
        }
    }

    @Test
    void noMailTellsOfWhatWasRolledBack() {
        transactions.executeWithoutResult(status -> {
            outbox.put(recipient, "en", MailTemplate.VERIFY_EMAIL, MODEL);
            status.setRollbackOnly();
        });
        assertThat(database.sql("select count(*) from mail_outbox where recipient = :to")
                        .param("to", recipient)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private MimeMessage received(GreenMail server) throws Exception {
        for (MimeMessage mail : server.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(recipient)) {
                return mail;
            }
        }
        throw new AssertionError("The mail did not arrive.");
    }

    private MailDelivery delivery(int port) {
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost("127.0.0.1");
        server.setPort(port);
        return new MailDelivery(outbox, texts, new SmtpTransport(server, properties), properties, meters);
    }

    private String column(String name) {
        return database.sql("select " + name + " from mail_outbox where recipient = :to")
                .param("to", recipient)
                .query(String.class)
                .single();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
