package dev.gatehouse.ratelimit;

/**
 * Names one bucket.
 *
 * @param rule the id of the rule
 * @param subject whom the rule counts together, as its {@link KeyResolver} said
 */
public record BucketKey(String rule, Object subject) {

    /** Gives a text for people; two buckets may have the same. */
    @Override
    public String toString() {
        return rule + ":" + subject;
    }
}
