package dev.gatehouse.ratelimit;

import dev.gatehouse.web.RequestMatcher;
import java.util.List;

/**
 * A limit with the requests it is for. Its buckets are known by its id, so two rules never share one. Immutable,
 * thread-safe.
 */
public final class RateLimitRule {

    private final String id;
    private final String name;
    private final RequestMatcher matcher;
    private final boolean replacesDefault;
    private final KeyResolver keys;
    private final Limit limit;
    private final List<Policy> policies;

    private RateLimitRule(
            String id, String name, RequestMatcher matcher, boolean replacesDefault, KeyResolver keys, Limit limit) {
        this.id = id;
        this.name = checkedName(name);
        this.matcher = matcher;
        this.replacesDefault = replacesDefault;
        this.keys = keys;
        this.limit = limit;
        boolean single = limit.bandwidths().size() == 1;
        this.policies = limit.bandwidths().stream()
                .map(bandwidth -> new Policy(single ? name : name + "-" + shortPeriod(bandwidth), bandwidth))
                .toList();
    }

    /**
     * Makes a rule of the configuration.
     *
     * @param name its name in headers, metrics and errors, 1 to 64 letters, digits, dots, hyphens or underscores
     * @param matcher which requests it is for
     * @param replacesDefault whether the default limit leaves these requests to this rule; only a rule per address can
     * @param keys whom it counts together
     * @param limit the limit; unlimited is useful with {@code replacesDefault}
     * @return the rule, whose id is its name
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static RateLimitRule of(
            String name, RequestMatcher matcher, boolean replacesDefault, KeyResolver keys, Limit limit) {
        return new RateLimitRule(
                name, name, matcher, replacesDefault && keys.scope().equals(IpKeyResolver.SCOPE), keys, limit);
    }

    /**
     * Makes a rule that is bound to a handler.
     *
     * @param id what tells its buckets from those of all others
     * @param name its name in headers, metrics and errors, of the same form as for {@link #of}
     * @param keys whom it counts together
     * @param limit the limit
     * @return the rule, for whatever request the handler gets
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static RateLimitRule ofHandler(String id, String name, KeyResolver keys, Limit limit) {
        return new RateLimitRule(id, name, request -> true, false, keys, limit);
    }

    private static String shortPeriod(Bandwidth bandwidth) {
        return LimitText.shortPeriod(bandwidth.period().toSeconds());
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

    public Limit limit() {
        return limit;
    }

    /**
     * Gives one policy per bandwidth.
     *
     * @return the policies in the order of the limit; a rule of several names them {@code name-1s}, {@code name-1h}
     */
    public List<Policy> policies() {
        return policies;
    }

    @Override
    public String toString() {
        return name + " " + limit + " per " + keys.scope();
    }
}
