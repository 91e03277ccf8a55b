package dev.gatehouse.ratelimit;

import java.time.Duration;

/**
 * One bandwidth of a rule under the name that clients see, or another reason of a rule to refuse. Its texts for headers
 * are made once. Immutable.
 */
public final class Policy {

    /** Why a policy may refuse. */
    public enum Kind {

        /** The limit is used up. */
        LIMIT,

        /** The key is blocked for a while, since it was refused too often. */
        PENALTY,

        /** The store does not answer, and the rule lets nobody pass uncounted. */
        UNAVAILABLE
    }

    private static final Bandwidth NONE = new Bandwidth(1, Duration.ofSeconds(1), 1);

    private final RateLimitRule rule;
    private final Kind kind;
    private final String name;
    private final Bandwidth bandwidth;
    private final String quota;
    private final String window;
    private final String definition;
    private final String stateStart;

    private Policy(RateLimitRule rule, Kind kind, String name, Bandwidth bandwidth) {
        this.rule = rule;
        this.kind = kind;
        this.name = name;
        this.bandwidth = bandwidth;
        this.quota = Long.toString(bandwidth.capacity());
        this.window = Long.toString(bandwidth.period().toSeconds());
        String burst = bandwidth.capacity() == bandwidth.tokens() ? "" : ";gatehouse-burst=" + bandwidth.capacity();
        this.definition = '"' + name + "\";q=" + bandwidth.tokens() + ";w=" + window + burst;
        this.stateStart = '"' + name + "\";r=";
    }

    static Policy ofLimit(RateLimitRule rule, String name, Bandwidth bandwidth) {
        return new Policy(rule, Kind.LIMIT, name, bandwidth);
    }

    static Policy ofPenalty(RateLimitRule rule) {
        return new Policy(rule, Kind.PENALTY, rule.name(), NONE);
    }

    static Policy ofUnavailability(RateLimitRule rule) {
        return new Policy(rule, Kind.UNAVAILABLE, rule.name(), NONE);
    }

    public RateLimitRule rule() {
        return rule;
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /**
     * Gives the terms of the bucket.
     *
     * @return the bandwidth; without meaning unless the kind is {@link Kind#LIMIT}
     */
    public Bandwidth bandwidth() {
        return bandwidth;
    }

    /** Tells whether clients are told about this policy. */
    boolean isPublic() {
        return kind == Kind.LIMIT && !rule.isShadow();
    }

    /** Gives what {@code X-RateLimit-Limit} says: the most that can remain. */
    String quota() {
        return quota;
    }

    /** Gives what {@code X-RateLimit-Window} says, in seconds. */
    String window() {
        return window;
    }

    /** Gives the member of {@code RateLimit-Policy}. */
    String definition() {
        return definition;
    }

    /** Gives the member of {@code RateLimit} up to the number of tokens that remain. */
    String stateStart() {
        return stateStart;
    }

    @Override
    public String toString() {
        return definition;
    }
}
