package dev.gatehouse.ratelimit;

/**
 * Names one bucket.
 *
 * @param rule the id of the rule
 * @param subject whom the rule counts together, as its {@link KeyResolver} said
 */
public record BucketKey(String rule, Object subject) {

    /** Gives the text that names the bucket in a store outside this process. */
    @Override
    public String toString() {
        return rule + ":" + subject;
    }
}
