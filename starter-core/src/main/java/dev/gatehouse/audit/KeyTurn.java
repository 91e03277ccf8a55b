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
 * at which something happened or was sealed, for an hour. The first row of a later time ends that for good, so that nothing is put behind
 * it that claims to be from that hour. For one thread.
 */
final class KeyTurn {

    static final Duration ROLL_OUT = Duration.ofHours(1);

    private final List<SecretKey> keys;
    private int newest;
    private int oldest;
    private @Nullable Instant until;

    /** The newest key comes first. */
    KeyTurn(List<SecretKey> keys) {
        this.keys = keys;
        this.newest = keys.size() - 1;
        this.oldest = newest;
    }

    /** Tells whether any of the keys made it, whether or not it is in force. */
    boolean knows(Predicate<SecretKey> madeBy) {
        return keys.stream().anyMatch(madeBy);
    }

    /** Takes note of what happened then, and tells whether a key that is in force made it. */
    boolean accepts(Instant occurredAt, Predicate<SecretKey> madeBy) {
        if (until != null && occurredAt.isAfter(until)) {
            oldest = newest;
            until = null;
        }
        for (int i = 0; i <= oldest; i++) {
            if (madeBy.test(keys.get(i))) {
                if (i < newest) {
                    newest = i;
                    until = occurredAt.plus(ROLL_OUT);
                }
                return true;
            }
        }
        return false;
    }
}
