package dev.gatehouse.sample.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Hands mails to a mail server. */
final class SmtpTransport implements MailTransport {

    private final JavaMailSender server;
    private final MailProperties properties;

    SmtpTransport(JavaMailSender server, MailProperties properties) {
        this.server = server;
        this.properties = properties;
    }

    @Override
    public void send(MailMessage message) {
        MimeMessage mime = server.createMimeMessage();
        try {
            MimeMessageHelper helper = new MimeMessageHelper(mime, StandardCharsets.UTF_8.name());
            helper.setFrom(properties.from());
            helper.setTo(message.recipient());
            helper.setSubject(message.subject());
            helper.setText(message.text());
            // Nobody's out-of-office note shall answer (RFC 3834, 5).
            mime.setHeader("Auto-Submitted", "auto-generated");
            // Sent twice after a crash in between, it can be told to be the same.
            mime.setHeader("X-Entity-Ref-ID", message.id().toString());
        } catch (MessagingException e) {
            throw new MailPreparationException(e);
        }
        server.send(mime);
    }
}
