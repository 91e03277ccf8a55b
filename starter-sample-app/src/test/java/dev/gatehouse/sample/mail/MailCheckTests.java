package dev.gatehouse.sample.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.support.SpringFactoriesLoader;

class MailCheckTests {

    @ParameterizedTest
    @CsvSource({
        "smtp, no-reply@example.com,",
        "SMTP, Shop <no-reply@example.com>,",
        ", no-reply@example.com, MAIL001",
        "log, no-reply@example.com, MAIL001",
        "smtp,, MAIL002",
        "smtp, no-reply@localhost, MAIL002",
        "smtp, Shop <no-reply@LocalHost>, MAIL002"
    })
    void refusesInProductionWhatNobodyWouldGet(
            @Nullable String transport, @Nullable String from, @Nullable String finding) {
        assertThat(new MailCheck().check(new Configured(true, transport, from)))
                .extracting(Finding::id)
                .isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @Test
    void leavesDevelopmentAlone() {
        assertThat(new MailCheck().check(new Configured(false, "log", "no-reply@localhost")))
                .isEmpty();
    }

    @Test
    void runsBeforeAnythingIsOpened() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(Check.class))
                .hasAtLeastOneElementOfType(MailCheck.class);
    }

    private record Configured(
            boolean isProduction,
            @Nullable String transport,
            @Nullable String from) implements CheckContext {

        @Override
        public @Nullable ConfiguredProperty find(String name) {
            String value = name.endsWith("transport") ? transport : from;
            return value == null ? null : new ConfiguredProperty(name, value, "a test", false, null, name, null, false);
        }

        @Override
        public List<String> list(String name) {
            return List.of();
        }

        @Override
        public Collection<ConfiguredProperty> all() {
            return Map.<String, ConfiguredProperty>of().values();
        }

        @Override
        public boolean hasClass(String name) {
            return false;
        }

        @Override
        public LocalDate today() {
            return LocalDate.EPOCH;
        }
    }
}
