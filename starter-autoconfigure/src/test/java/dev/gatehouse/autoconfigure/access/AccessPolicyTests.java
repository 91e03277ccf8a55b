package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.error.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "pwd otp mfa,true",
        "pwd otp,true",
        "pwd hwk mfa,true",
        "pwd sms mfa,true",
        "pwd mfa,true",
        "pwd,false",
        "pwd hwk,false",
        "pwd sms,false"
    })
    void aSecondFactorOfAnyKindIsEnoughForAStepUp(String methods, boolean admitted) {
        Caller caller =
                new Caller(UUID.randomUUID(), UUID.randomUUID(), null, NOW, Set.of(methods.split(" ")), null, Set.of());
        AccessPolicy policy = new AccessPolicy(new WithSecondFactor(), Clock.fixed(NOW, ZoneOffset.UTC));

        Problem refusal = policy.refusal(EndpointRule.guarded(Set.of(), true, Duration.ofMinutes(5)), caller);

        assertThat(refusal == null).isEqualTo(admitted);
    }

    private static final class WithSecondFactor implements LivePermissions {

        @Override
        public @Nullable Set<String> ofSession(UUID userId, UUID sessionId) {
            return Set.of();
        }

        @Override
        public @Nullable Set<String> ofUser(UUID userId) {
            return Set.of();
        }

        @Override
        public boolean hasSecondFactor(UUID userId) {
            return true;
        }
    }
}
