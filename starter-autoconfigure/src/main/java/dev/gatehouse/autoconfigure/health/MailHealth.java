package dev.gatehouse.autoconfigure.health;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Whether mail servers can be reached. JavaMail waits for ever unless it is told not to, so a copy of each sender with
 * short time-outs is used. A sender that cannot be copied is asked itself. Without a sender nothing is known, and nothing
 * is wrong.
 */
final class MailHealth extends AbstractHealthIndicator {

    private final List<JavaMailSenderImpl> senders;

    MailHealth(List<JavaMailSenderImpl> senders, Duration timeout) {
        super("The check of the mail server failed.");
        this.senders = senders.stream()
                .map(sender -> isMadeOfItsProperties(sender) ? copy(sender, timeout) : sender)
                .toList();
    }

    /** No subclass, which may log in in its own way, nor one with a session of the container, which has its time-outs. */
    private static boolean isMadeOfItsProperties(JavaMailSenderImpl sender) {
        return sender.getClass() == JavaMailSenderImpl.class
                && sender.getSession().getProperties() == sender.getJavaMailProperties();
    }

    private static JavaMailSenderImpl copy(JavaMailSenderImpl sender, Duration timeout) {
        JavaMailSenderImpl copy = new JavaMailSenderImpl();
        copy.setHost(sender.getHost());
        copy.setPort(sender.getPort());
        copy.setProtocol(sender.getProtocol());
        copy.setUsername(sender.getUsername());
        copy.setPassword(sender.getPassword());
        Properties properties = new Properties();
        properties.putAll(sender.getJavaMailProperties());
        String protocol = sender.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : sender.getProtocol();
        for (String name : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail." + protocol + "." + name, Long.toString(timeout.toMillis()));
        }
        copy.setJavaMailProperties(properties);
        return copy;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws MessagingException {
        builder.withDetail("configured", !senders.isEmpty());
        if (senders.isEmpty()) {
            builder.unknown();
            return;
        }
        for (JavaMailSenderImpl sender : senders) {
            sender.testConnection();
        }
        builder.up();
    }
}
