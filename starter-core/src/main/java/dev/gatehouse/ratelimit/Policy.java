package dev.gatehouse.ratelimit;

/**
 * One bandwidth of a rule under the name that clients see. Its texts for headers are made once. Immutable.
 */
public final class Policy {

    private final String name;
    private final Bandwidth bandwidth;
    private final String quota;
    private final String window;
    private final String definition;
    private final String stateStart;

    Policy(String name, Bandwidth bandwidth) {
        this.name = name;
        this.bandwidth = bandwidth;
        this.quota = Long.toString(bandwidth.capacity());
        this.window = Long.toString(bandwidth.period().toSeconds());
        String burst = bandwidth.capacity() == bandwidth.tokens() ? "" : ";gatehouse-burst=" + bandwidth.capacity();
        this.definition = '"' + name + "\";q=" + bandwidth.tokens() + ";w=" + window + burst;
        this.stateStart = '"' + name + "\";r=";
    }

    public String name() {
        return name;
    }

    public Bandwidth bandwidth() {
        return bandwidth;
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
