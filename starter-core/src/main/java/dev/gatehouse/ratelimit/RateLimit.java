package dev.gatehouse.ratelimit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits a handler method of a controller, or each handler method of a class on its own. An annotation on the method
 * beats the one on its class; it can also stand on an annotation of your own. The limit adds to the default limit and to
 * the rules of the configuration, so it can only make things stricter. It is checked after authentication.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RateLimit {

    /** For what is costly or can be guessed: log-in, password reset, exports. */
    String STRICT = "5/minute";

    /** For what changes data. */
    String MODERATE = "20/minute";

    /** For what only reads. */
    String RELAXED = "60/minute";

    /**
     * The limit.
     *
     * @return a limit as {@link Limit#of} reads it, e.g. {@code "10/minute"} or {@link #STRICT}; another text stops the
     *     start
     */
    String value();

    /**
     * Who is counted together.
     *
     * @return the scope of a {@link KeyResolver}: {@code ip}, {@code global}, {@code user}, {@code api-key}, {@code
     *     route} or one of the application's own
     */
    String scope() default "ip";

    /**
     * The name in headers, metrics and error bodies. Methods with the same name share one bucket per key.
     *
     * @return 1 to 64 letters, digits, dots, hyphens or underscores; empty for the name of the method and a bucket of
     *     its own
     */
    String name() default "";

    /**
     * What a call costs.
     *
     * @return tokens, 1 or more
     */
    int cost() default 1;

    /**
     * After which answers a call costs nothing.
     *
     * @return statuses or classes of them, e.g. {@code "2xx"} to count failures only; none to count every call
     */
    String[] refundOn() default {};

    /**
     * What blocks keys that are refused too often.
     *
     * @return a penalty as {@link Penalty#of} reads it, e.g. {@code "10/minute block 5min"}; empty for none
     */
    String penalty() default "";

    /**
     * Whether the limit only counts and tells.
     *
     * @return true to try a limit out: nothing is refused
     */
    boolean shadow() default false;
}
