package dev.gatehouse.sample.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.autoconfigure.totp.MfaProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What users may do, kept under the versions that the database counts. A change makes every instance look for another
 * key, so that nothing has to be sent around and nothing old is ever found; what nobody asks for any more fades away.
 * Hits and misses stand in the metrics {@code cache.gets} with the tag {@code cache=rights}.
 */
@Component
class RightsCache {

    private static final int MAX_USERS = 10_000;
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final Cache<Key, Rights> rights = Caffeine.newBuilder()
            .maximumSize(MAX_USERS)
            .expireAfterAccess(UNUSED)
            .recordStats()
            .build();
    private final GrantRepository grants;
    private final RoleRepository roles;
    private final Set<String> rolesWithSecondFactor;
    private final Clock clock;

    RightsCache(GrantRepository grants, RoleRepository roles, MfaProperties mfa, Clock clock, MeterRegistry meters) {
        this.grants = grants;
        this.roles = roles;
        this.rolesWithSecondFactor = Set.copyOf(mfa.requiredRoles());
        this.clock = clock;
        CaffeineCacheMetrics.monitor(meters, rights, "rights");
    }

    /** The rights of a user at these versions, which are those of the present. */
    Rights get(UUID userId, long authzVersion, long rolesVersion) {
        Key key = new Key(userId, authzVersion, rolesVersion);
        Instant now = clock.instant();
        Rights known = rights.getIfPresent(key);
        if (known != null && known.holdAt(now)) {
            return known;
        }
        Rights read = read(userId, now);
        rights.put(key, read);
        return read;
    }

    /** Forgets everything, for whoever changed the tables by hand. */
    void clear() {
        rights.invalidateAll();
    }

    /** Whatever changed since the versions were read comes with other versions: newer content does no harm here. */
    private Rights read(UUID userId, Instant now) {
        List<UserRole> held = grants.findRoles(List.of(userId), now).getOrDefault(userId, List.of());
        RoleTree tree = roles.readAll();
        Set<UUID> ids = held.stream().map(UserRole::id).collect(Collectors.toSet());
        Instant until = held.stream()
                .map(UserRole::expiresAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Rights(Set.copyOf(tree.permissions(ids)), tree.isAny(ids, rolesWithSecondFactor), until);
    }

    private record Key(UUID userId, long authzVersion, long rolesVersion) {}
}
