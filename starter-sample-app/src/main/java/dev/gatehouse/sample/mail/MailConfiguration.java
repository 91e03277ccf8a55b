package dev.gatehouse.sample.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Which way mails take, and whether the properties of it make sense together. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final String PREFIX = "gatehouse.sample.mail.";

    @Bean
    MailTransport mailTransport(MailProperties properties, ObjectProvider<JavaMailSender> server) {
        check(properties);
        if (properties.transport() == MailProperties.Transport.LOG) {
            return new LogTransport();
        }
        JavaMailSender sender = server.getIfAvailable();
        if (sender == null) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "transport", "smtp", "There is no mail server. Name it with spring.mail.host.");
        }
        return new SmtpTransport(sender, properties);
    }

    @Bean
    MeterBinder outboxMeters(MailOutbox outbox) {
        return registry -> {
            Gauge.builder("mail.outbox", outbox, MailOutbox::pending)
                    .tag("status", "pending")
                    .register(registry);
            Gauge.builder("mail.outbox", outbox, MailOutbox::givenUp)
                    .tag("status", "given_up")
                    .register(registry);
        };
    }

    private static void check(MailProperties properties) {
        if (properties.retryDelay().compareTo(Duration.ofSeconds(1)) < 0) {
            throw invalid("retry-delay", properties.retryDelay(), "It is below a second.");
        }
        if (properties.maxRetryDelay().compareTo(properties.retryDelay()) < 0) {
            throw invalid("max-retry-delay", properties.maxRetryDelay(), "It is below retry-delay.");
        }
        if (properties.maxAttempts() < 1 || properties.maxAttempts() > 100) {
            throw invalid("max-attempts", properties.maxAttempts(), "Use 1 to 100.");
        }
        if (properties.pollInterval().isNegative() || properties.pollInterval().isZero()) {
            throw invalid("poll-interval", properties.pollInterval(), "It is not above zero.");
        }
        if (properties.retention().isNegative()) {
            throw invalid("retention", properties.retention(), "It is below zero.");
        }
        if (properties.limit() < 1) {
            throw invalid(
                    "limit", properties.limit(), "It is below 1: nobody could register or choose a new password.");
        }
        if (properties.limitWindow().isNegative()) {
            throw invalid("limit-window", properties.limitWindow(), "It is below zero.");
        }
        checkSender(properties.from());
    }

    /** Else each mail would fail when it is sent, and be given up in the end. */
    private static void checkSender(String from) {
        try {
            new InternetAddress(from, true);
        } catch (AddressException e) {
            throw invalid(
                    "from", from, "It is no address: " + e.getMessage() + ". Write it like no-reply@example.com.");
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(String name, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + name, value, reason);
    }
}
