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

    private int newest;
    private int oldest;

    /** The newest key comes first. */
    KeyTurn(List<SecretKey> keys) {
        this.keys = keys;
        this.ends = new Instant[keys.size()];
        this.newest = keys.size() - 1;
        this.oldest = newest;
    }

    /** Tells whether any of the keys made it, whether or not it is in force. */
    boolean knows(Predicate<SecretKey> madeBy) {
        return keys.stream().anyMatch(madeBy);
    }

    /** Takes note of a row, and tells whether a key that is in force made it. */
    boolean acceptsRow(Instant occurredAt, Predicate<SecretKey> madeBy) {
        oldest = oldestAt(occurredAt);
        return accepts(occurredAt, oldest, madeBy);
    }

    /** Takes note of a link, and tells whether a key made it that was in force then. */
    boolean acceptsLink(Instant sealedAt, Predicate<SecretKey> madeBy) {
        return accepts(sealedAt, oldestAt(sealedAt), madeBy);
    }

    private int oldestAt(Instant time) {
        int key = oldest;
        while (key > newest && hasEnded(key, time)) {
            key--;
        }
        return key;
    }

    private boolean hasEnded(int key, Instant time) {
        Instant end = ends[key];
        return end != null && time.isAfter(end);
    }

    private boolean accepts(Instant time, int last, Predicate<SecretKey> madeBy) {
        for (int key = 0; key <= last; key++) {
            if (madeBy.test(keys.get(key))) {
                replaceOlderThan(key, time);
                return true;
            }
        }
        return false;
    }

    private void replaceOlderThan(int key, Instant time) {
        for (; newest > key; newest--) {
            ends[newest] = time.plus(ROLL_OUT);
        }
    }
}
