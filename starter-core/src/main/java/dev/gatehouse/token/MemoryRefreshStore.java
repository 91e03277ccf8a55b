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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refresh tokens in the memory of this process: enough for one instance that may forget its sessions at a restart.
 * Bounded by tokens, of which each refresh adds one: of one session the oldest of more than 64 are forgotten, and at the cap
 * the sessions that were refreshed least, whose users log in anew. A session is kept until its end so that reuse is found
 * out; when it is revoked, it and its youngest tokens. Thread-safe.
 */
public final class MemoryRefreshStore implements RefreshStore {

    private final Cache<UUID, RefreshFamily> families;

    /** Follows the families, which bound it. */
    private final Cache<String, UUID> sessions;

    /**
     * Creates an empty store for 500,000 tokens, about 200 MB at worst: that many sessions that are young, or 7,800 that were
     * refreshed 64 times and more.
     *
     * @param clock the rotation's clock
     */
    public MemoryRefreshStore(InstantSource clock) {
        this(clock, 500_000);
    }

    /**
     * Creates an empty store.
     *
     * @param clock the rotation's clock
     * @param maxTokens how many tokens of all sessions to keep, 64 or more, about 350 bytes each
     */
    public MemoryRefreshStore(InstantSource clock, int maxTokens) {
        Instant start = clock.instant();
        Ticker ticker = () -> Duration.between(start, clock.instant()).toNanos();
        this.families = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumWeight(maxTokens)
                .weigher((UUID session, RefreshFamily family) -> family.size())
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
    public boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter) {
        return change(next.session(), family -> family.rotate(hash, next, now, siblingsUsedAfter)) && isIndexed(next);
    }

    @Override
    public boolean addSibling(RefreshToken sibling, Instant now) {
        return change(sibling.session(), family -> family.addSibling(sibling)) && isIndexed(sibling);
    }

    @Override
    public boolean revoke(UUID session, Instant now) {
        return change(session, family -> family.revoke(now));
    }

    /** Weighs the family anew. One that was evicted meanwhile stays away. */
    private boolean change(UUID session, Predicate<RefreshFamily> change) {
        boolean[] changed = {false};
        families.asMap().computeIfPresent(session, (same, family) -> {
            changed[0] = change.test(family);
            return family;
        });
        return changed[0];
    }

    private boolean isIndexed(RefreshToken token) {
        sessions.put(token.hash(), token.session());
        return true;
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
