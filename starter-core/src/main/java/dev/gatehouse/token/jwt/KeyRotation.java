package dev.gatehouse.token.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key ring that changes while the service runs, without a moment in which a good token is refused: a new key is published
 * before it signs, for as long as others may cache the key set, and the old one verifies until the last token it signed has
 * expired (NIST SP 800-57, part 1, 5.3.6). It lives in one process: several instances change their keys by the configuration.
 * Thread-safe; readers never wait.
 */
public final class KeyRotation implements Supplier<KeyRing> {

    private record Rotation(KeyRing ring, Map<String, Instant> since) {

        Instant since(SigningKey key) {
            return Objects.requireNonNull(since.get(key.id()));
        }
    }

    private final Duration publishFor;
    private final Duration retainFor;
    private final InstantSource clock;
    private volatile Rotation current;

    /**
     * Creates the rotation.
     *
     * @param ring the keys to begin with
     * @param publishFor how long a key is published before it signs: the cache time of the key set or more
     * @param retainFor how long a key verifies after it signed: the life of an access token and the clock skew, or more
     * @param clock tells the time
     * @throws IllegalArgumentException if the keys are those of another service ({@link KeyRing#verifying})
     */
    public KeyRotation(KeyRing ring, Duration publishFor, Duration retainFor, InstantSource clock) {
        requireOwn(ring);
        this.publishFor = publishFor;
        this.retainFor = retainFor;
        this.clock = clock;
        this.current = since(new Rotation(ring, Map.of()), ring, clock.instant());
    }

    /** Gives the keys of this moment. */
    @Override
    public KeyRing get() {
        return current.ring();
    }

    /**
     * Publishes the next key.
     *
     * @param next the key, in any state
     * @throws IllegalStateException if one is waiting already
     */
    public void publish(SigningKey next) {
        change(rotation -> {
            if (longestPending(rotation) != null) {
                throw new IllegalStateException(
                        "A key is waiting to become active already. Promote it before the next one is published.");
            }
            List<SigningKey> keys = new ArrayList<>(rotation.ring().keys());
            keys.add(next.in(KeyState.PENDING));
            return since(rotation, KeyRing.of(keys), clock.instant());
        });
    }

    /**
     * Lets the published key sign, and retires the one before. Of several it is the one that was published first; the others go
     * on waiting.
     *
     * @throws IllegalStateException if none is published, or not for long enough
     */
    public void promote() {
        change(rotation -> {
            SigningKey next = longestPending(rotation);
            if (next == null) {
                throw new IllegalStateException("No key is waiting to become active. Publish one first.");
            }
            Instant ready = rotation.since(next).plus(publishFor);
            if (clock.instant().isBefore(ready)) {
                throw new IllegalStateException("The key '" + next.id()
                        + "' is not published for long enough. Promote it" + " at " + ready + " or later.");
            }
            List<SigningKey> keys = rotation.ring().keys().stream()
                    .map(key -> switch (key.state()) {
                        case PENDING -> key == next ? key.in(KeyState.ACTIVE) : key;
                        case ACTIVE, RETIRING -> key.in(KeyState.RETIRING);
                    })
                    .toList();
            return since(rotation, KeyRing.of(keys), clock.instant());
        });
    }

    /** Drops the keys that have been retiring for long enough. */
    public void prune() {
        Instant now = clock.instant();
        change(rotation -> {
            List<SigningKey> keys = rotation.ring().keys().stream()
                    .filter(key -> key.state() != KeyState.RETIRING
                            || now.isBefore(rotation.since(key).plus(retainFor)))
                    .toList();
            return since(rotation, KeyRing.of(keys), clock.instant());
        });
    }

    /**
     * Replaces all keys at once, when one has become known to others. Tokens of keys that are gone are refused from now on.
     *
     * @param ring the new keys
     * @throws IllegalArgumentException if they are those of another service ({@link KeyRing#verifying})
     */
    public void replace(KeyRing ring) {
        requireOwn(ring);
        change(rotation -> since(rotation, ring, clock.instant()));
    }

    private static void requireOwn(KeyRing ring) {
        if (ring.onlyVerifies()) {
            throw new IllegalArgumentException(
                    "The keys of this ring only verify the tokens of another service, which changes"
                            + " and publishes them itself. Make one with an active key by KeyRing.of, or give the ring to a JwtVerifier"
                            + " alone.");
        }
    }

    private synchronized void change(UnaryOperator<Rotation> change) {
        current = change.apply(current);
    }

    private static @Nullable SigningKey longestPending(Rotation rotation) {
        return rotation.ring().keys().stream()
                .filter(key -> key.state() == KeyState.PENDING)
                .min(Comparator.comparing(rotation::since))
                .orElse(null);
    }

    /** Notes since when each key is in its state. Another key under a known id is a new one: no cache has it. */
    private static Rotation since(Rotation before, KeyRing ring, Instant now) {
        Map<String, Instant> since = new HashMap<>();
        for (SigningKey key : ring.keys()) {
            SigningKey known = before.ring().find(key.id());
            Instant noted = before.since().get(key.id());
            boolean goesOn = known != null && known.state() == key.state() && known.hasSameKeyAs(key);
            since.put(key.id(), noted != null && goesOn ? noted : now);
        }
        return new Rotation(ring, since);
    }
}
