package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import dev.gatehouse.autoconfigure.concurrency.ConcurrencyLimitProperties;
import dev.gatehouse.autoconfigure.deadline.RequestTimeoutProperties;
import dev.gatehouse.autoconfigure.drain.DrainProperties;
import dev.gatehouse.autoconfigure.limits.RequestLimitsProperties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.util.unit.DataSize;

/** What each profile has to set, as Spring Boot and Gatehouse understand it: nobody notices otherwise that a line is gone. */
class ProfileTests {

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void everyProfileBoundsThePoolAndTheRequests(String profile) {
        Settings settings = Settings.of(profile);
        Map<String, Object> required = new LinkedHashMap<>();
        required.put("connections at most", 20);
        required.put("idle connections at least", 10);
        required.put("wait for a connection", Duration.ofSeconds(30));
        required.put("life of a connection", Duration.ofHours(1));
        required.put("validation of a connection", Duration.ofSeconds(5));
        required.put("keep-alive of a connection", Duration.ofMinutes(2));
        required.put("connections are fetched", "lazy");
        required.put("open in view", "false");
        required.put("schema", "validate");
        required.put("requests in flight", 1000);
        required.put("time of a request", Duration.ofSeconds(60));
        required.put("size of a body", DataSize.ofKilobytes(64));

        assertThat(settings.ofPoolAndRequests()).containsExactlyEntriesOf(required);
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void deploymentsGiveIdleConnectionsBackAndEndInOrder(String profile) {
        Settings settings = Settings.of(profile);
        Map<String, Object> required = new LinkedHashMap<>();
        required.put("keep-alive", Duration.ofSeconds(5));
        required.put("time to send a request line", Duration.ofSeconds(10));
        required.put("queue of connections", 100);
        required.put("forwarded headers", ForwardHeadersStrategy.NATIVE);
        required.put("cookies only over HTTPS", true);
        required.put("cookies out of reach of scripts", true);
        required.put("cookies of the same site", SameSite.LAX);
        required.put("not ready before the end", Duration.ofSeconds(5));
        required.put("grace at the end", Duration.ofSeconds(45));
        required.put("log", "ecs");
        required.put("mails", "smtp");
        required.put("mails over TLS", "true");
        required.put("length of passwords", "15");

        assertThat(settings.ofDeployment()).containsExactlyEntriesOf(required);
    }

    @Test
    void productionServesNeitherDocsNorFiles() {
        Settings settings = Settings.of("prod");

        assertThat(settings.text("springdoc.api-docs.enabled")).isEqualTo("false");
        assertThat(settings.text("springdoc.swagger-ui.enabled")).isEqualTo("false");
        assertThat(settings.bound("spring.web", WebProperties.class)
                        .getResources()
                        .isAddMappings())
                .isFalse();
    }

    private record Settings(Binder binder) {

        static Settings of(String profile) {
            Settings[] read = new Settings[1];
            new ApplicationContextRunner()
                    .withInitializer(new ConfigDataApplicationContextInitializer())
                    .withPropertyValues("spring.profiles.active=" + profile)
                    .run(context -> read[0] = new Settings(Binder.get(context.getEnvironment())));
            return read[0];
        }

        <T> T bound(String prefix, Class<T> type) {
            return binder.bindOrCreate(prefix, type);
        }

        String text(String property) {
            return binder.bind(property, String.class).orElse("not set");
        }

        Map<String, Object> ofPoolAndRequests() {
            HikariConfig pool = bound("spring.datasource.hikari", HikariConfig.class);
            Map<String, Object> set = new LinkedHashMap<>();
            set.put("connections at most", pool.getMaximumPoolSize());
            set.put("idle connections at least", pool.getMinimumIdle());
            set.put("wait for a connection", Duration.ofMillis(pool.getConnectionTimeout()));
            set.put("life of a connection", Duration.ofMillis(pool.getMaxLifetime()));
            set.put("validation of a connection", Duration.ofMillis(pool.getValidationTimeout()));
            set.put("keep-alive of a connection", Duration.ofMillis(pool.getKeepaliveTime()));
            set.put("connections are fetched", text("spring.datasource.connection-fetch"));
            set.put("open in view", text("spring.jpa.open-in-view"));
            set.put("schema", text("spring.jpa.hibernate.ddl-auto"));
            set.put(
                    "requests in flight",
                    bound("gatehouse.request-limits", ConcurrencyLimitProperties.class)
                            .maxConcurrent());
            set.put(
                    "time of a request",
                    bound("gatehouse.request-limits", RequestTimeoutProperties.class)
                            .timeout()
                            .duration());
            set.put(
                    "size of a body",
                    bound("gatehouse.request-limits", RequestLimitsProperties.class)
                            .maxBodySize());
            return set;
        }

        Map<String, Object> ofDeployment() {
            TomcatServerProperties tomcat = bound("server.tomcat", TomcatServerProperties.class);
            ServerProperties server = bound("server", ServerProperties.class);
            var cookie = server.getServlet().getSession().getCookie();
            DrainProperties drain = bound("gatehouse.drain", DrainProperties.class);
            Map<String, Object> set = new LinkedHashMap<>();
            set.put("keep-alive", tomcat.getKeepAliveTimeout());
            set.put("time to send a request line", tomcat.getConnectionTimeout());
            set.put("queue of connections", tomcat.getAcceptCount());
            set.put("forwarded headers", server.getForwardHeadersStrategy());
            set.put("cookies only over HTTPS", cookie.getSecure());
            set.put("cookies out of reach of scripts", cookie.getHttpOnly());
            set.put("cookies of the same site", cookie.getSameSite());
            set.put("not ready before the end", drain.delay());
            set.put("grace at the end", drain.gracePeriod());
            set.put("log", text("logging.structured.format.console"));
            set.put("mails", text("gatehouse.sample.mail.transport"));
            set.put("mails over TLS", text("spring.mail.properties.mail.smtp.starttls.required"));
            set.put("length of passwords", text("gatehouse.auth.password.min-length"));
            return set;
        }
    }
}
