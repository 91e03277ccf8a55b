package dev.gatehouse.sample.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Which way mails take: none that would lose them. */
class MailConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Transport.class);

    @Test
    void withoutAServerMailsAreLogged() {
        runner.run(context -> assertThat(context).hasSingleBean(LogTransport.class));
    }

    @ParameterizedTest
    @CsvSource({
        "transport, smtp",
        "from, nobody at all",
        "from, ''",
        "from, no-reply",
        "retry-delay, 999ms",
        "max-retry-delay, 30s",
        "max-attempts, 0",
        "max-attempts, 101",
        "poll-interval, 0s",
        "retention, -1d",
        "limit, 0",
        "limit-window, -1s"
    })
    void badValueNamesItsProperty(String name, String value) {
        runner.withPropertyValues("gatehouse.sample.mail." + name + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidConfigurationPropertyValueException.class,
                                failure -> assertThat(failure.getName()).isEqualTo("gatehouse.sample.mail." + name)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MailProperties.class)
    static class Transport {

        @Bean
        MailTransport mailTransport(MailProperties properties, ObjectProvider<JavaMailSender> server) {
            return new MailConfiguration().mailTransport(properties, server);
        }
    }
}
