package dev.gatehouse.ratelimit;

import dev.gatehouse.web.RequestMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A limit, the requests it is for and the key it counts by. All but the limit stays as it was built; the limit can be
 * changed at run time. Thread-safe.
 */
public final class RateLimitRule {

    private final String id;
    private final String name;
    private final RequestMatcher matcher;
    private final boolean replacesDefault;
    private final KeyResolver keys;
    private final RequestCost cost;
    private final StatusSet refundOn;
    private final StoreFailure fallback;
    private final boolean shadow;
    private final @Nullable Penalty penalty;
    private final Policy penaltyPolicy;
    private final Policy unavailablePolicy;
    private volatile RuleTerms terms;

    private RateLimitRule(Builder builder) {
        this.id = builder.id;
        this.name = checkedName(builder.name);
        this.matcher = builder.matcher;
        this.replacesDefault = builder.replacesDefault
                && !builder.shadow
                && builder.keys.scope().equals(IpKeyResolver.SCOPE);
        this.keys = builder.keys;
        this.cost = builder.cost;
        this.refundOn = builder.refundOn;
        this.fallback = builder.fallback;
        this.shadow = builder.shadow;
        this.penalty = builder.penalty;
        this.penaltyPolicy = Policy.ofPenalty(this);
        this.unavailablePolicy = Policy.ofUnavailability(this);
        this.terms = RuleTerms.of(this, builder.limit);
    }

    /**
     * Begins a rule.
     *
     * @param name its name in headers, metrics and errors, 1 to 64 letters, digits, dots, hyphens or underscores; also
     *     its id
     * @param keys whom it counts together
     * @param limit the limit; unlimited is useful where the rule replaces the default
     * @return the rule to be, for any request until told otherwise
     */
    public static Builder of(String name, KeyResolver keys, Limit limit) {
        return new Builder(name, name, keys, limit);
    }

    /**
     * Begins a rule that is bound to a handler.
     *
     * @param id what tells its buckets from those of all others
     * @param name its name in headers, metrics and errors, of the same form as for {@link #of}
     * @param keys whom it counts together
     * @param limit the limit
     * @return the rule to be, for whatever request the handler gets
     */
    public static Builder ofHandler(String id, String name, KeyResolver keys, Limit limit) {
        return new Builder(id, name, keys, limit);
    }

    private static String checkedName(String name) {
        boolean good = !name.isEmpty()
                && name.length() <= 64
                && name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-._".indexOf(c) >= 0));
        if (!good) {
            throw new IllegalArgumentException("'" + name
                    + "' is not a name of a rule. Write 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        return name;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public RequestMatcher matcher() {
        return matcher;
    }

    public boolean replacesDefault() {
        return replacesDefault;
    }

    public KeyResolver keys() {
        return keys;
    }

    public RequestCost cost() {
        return cost;
    }

    /**
     * Tells which answers cost nothing.
     *
     * @return the statuses after which a request gets its tokens back
     */
    public StatusSet refundOn() {
        return refundOn;
    }

    public StoreFailure fallback() {
        return fallback;
    }

    /**
     * Tells whether the rule only counts and never refuses.
     *
     * @return true for a rule that is being tried out
     */
    public boolean isShadow() {
        return shadow;
    }

    public @Nullable Penalty penalty() {
        return penalty;
    }

    Policy penaltyPolicy() {
        return penaltyPolicy;
    }

    Policy unavailablePolicy() {
        return unavailablePolicy;
    }

    /**
     * Gives the limit with its policies. Ask once per decision: the next call may give others.
     *
     * @return what holds now
     */
    public RuleTerms terms() {
        return terms;
    }

    public Limit limit() {
        return terms.limit();
    }

    /**
     * Gives one policy per bandwidth.
     *
     * @return the policies in the order of the limit; a rule of several names them {@code name-1s}, {@code name-1h}
     */
    public List<Policy> policies() {
        return terms.policies();
    }

    /**
     * Changes the limit for all decisions to come. Buckets keep the share of their tokens.
     *
     * @param limit the new limit
     */
    public void changeLimit(Limit limit) {
        terms = RuleTerms.of(this, limit);
    }

    @Override
    public String toString() {
        return name + " " + limit() + " per " + keys.scope()
                + (cost == FixedCost.ONE ? "" : " cost " + cost.name())
                + (refundOn.isEmpty() ? "" : " refunded on " + refundOn)
                + (penalty == null ? "" : " penalty " + penalty)
                + (shadow ? " (shadow)" : "");
    }

    /** A rule in the making. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final String name;
        private final KeyResolver keys;
        private final Limit limit;
        private RequestMatcher matcher = request -> true;
        private boolean replacesDefault;
        private RequestCost cost = FixedCost.ONE;
        private StatusSet refundOn = StatusSet.empty();
        private StoreFailure fallback = StoreFailure.LOCAL;
        private boolean shadow;
        private @Nullable Penalty penalty;

        private Builder(String id, String name, KeyResolver keys, Limit limit) {
            this.id = id;
            this.name = name;
            this.keys = keys;
            this.limit = limit;
        }

        /**
         * Says which requests the rule is for.
         *
         * @param requests the requests
         * @return this
         */
        public Builder matching(RequestMatcher requests) {
            this.matcher = requests;
            return this;
        }

        /**
         * Makes the default limit leave these requests to this rule. Only a rule per address can, and no shadow, which
         * would leave them without any limit.
         *
         * @param replaces whether it does
         * @return this
         */
        public Builder replacingDefault(boolean replaces) {
            this.replacesDefault = replaces;
            return this;
        }

        /**
         * Says what a request costs; one token unless said.
         *
         * @param tokens 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder costing(int tokens) {
            this.cost = tokens == 1 ? FixedCost.ONE : new FixedCost(tokens);
            return this;
        }

        /**
         * Says what a request costs.
         *
         * @param computed tells it for each request
         * @return this
         */
        public Builder costing(RequestCost computed) {
            this.cost = computed;
            return this;
        }

        /**
         * Gives tokens back after some answers, e.g. {@code 2xx}, so that only failures count.
         *
         * @param statuses the statuses of these answers
         * @return this
         */
        public Builder refundingOn(StatusSet statuses) {
            this.refundOn = statuses;
            return this;
        }

        /**
         * Says what happens while the store does not answer; counted locally unless said.
         *
         * @param failure what to do
         * @return this
         */
        public Builder fallback(StoreFailure failure) {
            this.fallback = failure;
            return this;
        }

        /**
         * Makes the rule count and tell, but never refuse.
         *
         * @param onlyShadow whether it is one
         * @return this
         */
        public Builder shadow(boolean onlyShadow) {
            this.shadow = onlyShadow;
            return this;
        }

        /**
         * Blocks keys that are refused too often.
         *
         * @param punishment the penalty, or null for none
         * @return this
         */
        public Builder penalty(@Nullable Penalty punishment) {
            this.penalty = punishment;
            return this;
        }

        /**
         * Makes the rule.
         *
         * @return the rule
         * @throws IllegalArgumentException if the name is not of its form
         */
        public RateLimitRule build() {
            return new RateLimitRule(this);
        }
    }
}
