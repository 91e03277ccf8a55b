package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refresh tokens in the memory of this process: enough for one instance that may forget its sessions at a restart.
 * Bounded: at the cap the sessions that were refreshed least are forgotten, and of one session the oldest of more than 64
 * tokens. A session is kept until its end, also when revoked, so that reuse is found out. Thread-safe.
 */
public final class MemoryRefreshStore implements RefreshStore {

    private final Cache<UUID, RefreshFamily> families;

    /** Follows the families, which bound it. */
    private final Cache<String, UUID> sessions;

    /**
     * Creates an empty store for 100,000 sessions.
     *
     * @param clock the rotation's clock
     */
    public MemoryRefreshStore(InstantSource clock) {
        this(clock, 100_000);
    }

    /**
     * Creates an empty store.
     *
     * @param clock the rotation's clock
     * @param maxSessions how many sessions to keep, 1 or more
     */
    public MemoryRefreshStore(InstantSource clock, int maxSessions) {
        Instant start = clock.instant();
        Ticker ticker = () -> Duration.between(start, clock.instant()).toNanos();
        this.families = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(maxSessions)
                .expireAfter(Expiry.<UUID, RefreshFamily>writing(
                        (session, family) -> positive(Duration.between(clock.instant(), family.endsAt()))))
                .removalListener(
                        (@Nullable UUID session, @Nullable RefreshFamily family, RemovalCause cause) -> forget(family))
                .build();
        this.sessions = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfter(Expiry.<String, UUID>writing((hash, session) -> {
                    RefreshFamily family = families.getIfPresent(session);
                    return family == null
                            ? Duration.ZERO
                            : positive(Duration.between(clock.instant(), family.endsAt()));
                }))
                .build();
    }

    @Override
    public void add(RefreshToken token) {
        families.put(token.session(), new RefreshFamily(token, sessions::invalidate));
        sessions.put(token.hash(), token.session());
    }

    @Override
    public @Nullable RefreshToken find(String hash) {
        RefreshFamily family = familyOf(hash);
        return family == null ? null : family.find(hash);
    }

    @Override
    public boolean rotate(String hash, RefreshToken next, Instant now) {
        RefreshFamily family = familyOf(hash);
        if (family == null || !family.rotate(hash, next, now)) {
            return false;
        }
        sessions.put(next.hash(), next.session());
        return true;
    }

    @Override
    public boolean addSibling(RefreshToken sibling, Instant now) {
        RefreshFamily family = families.getIfPresent(sibling.session());
        if (family == null || !family.addSibling(sibling)) {
            return false;
        }
        sessions.put(sibling.hash(), sibling.session());
        return true;
    }

    @Override
    public boolean revoke(UUID session, Instant now) {
        RefreshFamily family = families.getIfPresent(session);
        return family != null && family.revoke(now);
    }

    private void forget(@Nullable RefreshFamily family) {
        if (family != null) {
            sessions.invalidateAll(family.hashes());
        }
    }

    long indexed() {
        families.cleanUp();
        sessions.cleanUp();
        return sessions.estimatedSize();
    }

    private @Nullable RefreshFamily familyOf(String hash) {
        UUID session = sessions.getIfPresent(hash);
        return session == null ? null : families.getIfPresent(session);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
