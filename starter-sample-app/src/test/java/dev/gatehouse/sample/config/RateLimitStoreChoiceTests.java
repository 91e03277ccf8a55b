package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Where rate limits are kept, by what is said of Redis. */
class RateLimitStoreChoiceTests {

    private static final String URIS = "gatehouse.rate-limit.redis.uris";

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void oneVariableIsEnough() {
        given(Map.of(URIS, "${REDIS_URL:}", "REDIS_URL", "redis://one:6379"));
        assertThat(store()).isEqualTo("redis");
    }

    @Test
    void aListIsAsGoodAsALine() {
        given(Map.of(URIS + "[0]", "redis://one:6379", URIS + "[1]", "redis://two:6379"));
        assertThat(store()).isEqualTo("redis");
    }

    @Test
    void aListOfVariablesCountsBeforeTheEmptyLineOfTheFile() {
        given(Map.of(URIS, "${REDIS_URL:}"));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment", Map.of("GATEHOUSE_RATELIMIT_REDIS_URIS_0", "redis://one:6379")));
        assertThat(store()).isEqualTo("redis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "${REDIS_URL:}"})
    void eachInstanceCountsForItselfWhereNobodySaysWhere(String uris) {
        given(Map.of(URIS, uris));
        assertThat(store()).isNull();
    }

    @Test
    void aStoreThatIsNamedCountsBefore() {
        given(Map.of(URIS, "redis://one:6379", "gatehouse.rate-limit.store", "memory"));
        assertThat(store()).isEqualTo("memory");
    }

    @Test
    void aPlaceholderThatNobodyFillsIsLeftToWhoReportsIt() {
        given(Map.of(URIS, "${REDIS_URL:}", "REDIS_URL", "redis://:pa${x}ss@one:6379"));
        assertThat(store()).isEqualTo("redis");
    }

    private void given(Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
    }

    private @Nullable String store() {
        new SharedRateLimits().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("gatehouse.rate-limit.store");
    }
}
