package org.acme.access;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.LivePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The library of an organisation that brings what Gatehouse asks for; Spring Boot evaluates it after ours, by its name. */
@AutoConfiguration
public final class LateAutoConfiguration {

    @Bean
    LivePermissions acmePermissions() {
        return new LivePermissions() {
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
                return false;
            }
        };
    }

    @Bean
    CurrentCaller acmeCaller() {
        return Optional::empty;
    }
}
