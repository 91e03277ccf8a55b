package dev.gatehouse.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are in force while a log is read. What a newer key made ends the older ones: whoever came to know one of them
 * must not go on with it. Instances that still have an older key when a new one is rolled out write for a while; by the time
 * at which something happened or was sealed, for an hour. The first row of a later time ends that for good, so that nothing
 * is put behind it that claims to be from that hour. A link does not: it may have been made long after its rows, and those
 * behind it may be as old. For one thread.
 */
final class KeyTurn {

    static final Duration ROLL_OUT = Duration.ofHours(1);

    private final List<SecretKey> keys;

    /** For each key that a newer one has replaced, the end of its hour. No change of keys after that gives it another. */
    private final @Nullable Instant[] ends;

    /** Those whose hour a row has ended, whatever time comes behind it. */
    private final boolean[] ended;

    private int newest;

    /** The newest key comes first. */
    KeyTurn(List<SecretKey> keys) {
        this.keys = keys;
        this.ends = new Instant[keys.size()];
        this.ended = new boolean[keys.size()];
        this.newest = keys.size() - 1;
    }

    /** Tells whether any of the keys made it, whether or not it is in force. */
    boolean knows(Predicate<SecretKey> madeBy) {
        return keys.stream().anyMatch(madeBy);
    }

    /** Takes note of a row, and tells whether a key that is in force made it. */
    boolean acceptsRow(Instant occurredAt, Predicate<SecretKey> madeBy) {
        for (int key = 0; key < ended.length; key++) {
            ended[key] |= isPast(key, occurredAt);
        }
        return accepts(occurredAt, madeBy);
    }

    /** Takes note of a link, and tells whether a key made it that was in force then. */
    boolean acceptsLink(Instant sealedAt, Predicate<SecretKey> madeBy) {
        return accepts(sealedAt, madeBy);
    }

    private boolean accepts(Instant time, Predicate<SecretKey> madeBy) {
        for (int key = 0; key < ended.length; key++) {
            if (isInForce(key, time) && madeBy.test(keys.get(key))) {
                replaceOlderThan(key, time);
                return true;
            }
        }
        return false;
    }

    /** Each key has an hour of its own: where clocks differ, that of a newer one may end before that of an older one. */
    private boolean isInForce(int key, Instant time) {
        return !ended[key] && !isPast(key, time);
    }

    private boolean isPast(int key, Instant time) {
        Instant end = ends[key];
        return end != null && time.isAfter(end);
    }

    private void replaceOlderThan(int key, Instant time) {
        for (; newest > key; newest--) {
            ends[newest] = time.plus(ROLL_OUT);
        }
    }
}
