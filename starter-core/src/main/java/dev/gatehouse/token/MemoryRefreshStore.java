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
 * Bounded by tokens, of which each refresh adds one: at the cap the sessions that were refreshed least are forgotten, whose
 * users log in anew. A session is kept until its end so that reuse of any of its tokens is found out, though of the older of
 * more than 64 only that they were used; when it is revoked, it and its youngest tokens. Thread-safe.
 */
public final class MemoryRefreshStore implements RefreshStore {

    private final Cache<UUID, RefreshFamily> families;

    /** Follows the families, which bound it. */
    private final RefreshIndex index;

    /**
     * Creates an empty store for 500,000 tokens, about 200 MB at worst: that many sessions that are young, or 7,800 that were
     * refreshed 64 times, or 1,700 that were refreshed 1,000 times.
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
     * @param maxTokens how many tokens of all sessions to keep, about 350 bytes each, many more than one session has; of those
     *     beyond the youngest 64 of a session four count as one
     */
    public MemoryRefreshStore(InstantSource clock, int maxTokens) {
        Instant start = clock.instant();
        Ticker ticker = () -> Duration.between(start, clock.instant()).toNanos();
        this.families = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumWeight(maxTokens)
                .weigher((UUID session, RefreshFamily family) -> family.weight())
                .expireAfter(Expiry.<UUID, RefreshFamily>writing(
                        (session, family) -> positive(Duration.between(clock.instant(), family.endsAt()))))
                .removalListener(
                        (@Nullable UUID session, @Nullable RefreshFamily family, RemovalCause cause) -> forget(family))
                .build();
        this.index = new RefreshIndex(ticker, session -> {
            RefreshFamily family = families.getIfPresent(session);
            return family == null ? Duration.ZERO : positive(Duration.between(clock.instant(), family.endsAt()));
        });
    }

    @Override
    public void add(RefreshToken token) {
        families.put(token.session(), new RefreshFamily(token, index));
        index.add(token);
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
        return change(sibling.session(), family -> family.addSibling(sibling, now)) && isIndexed(sibling);
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
        index.add(token);
        return true;
    }

    private static void forget(@Nullable RefreshFamily family) {
        if (family != null) {
            family.leave();
        }
    }

    long indexed() {
        families.cleanUp();
        return index.size();
    }

    private @Nullable RefreshFamily familyOf(String hash) {
        UUID session = index.sessionOf(hash);
        return session == null ? null : families.getIfPresent(session);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
