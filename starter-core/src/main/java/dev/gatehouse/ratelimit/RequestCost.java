package dev.gatehouse.ratelimit;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says what a request costs before it is handled. What turns out to be too much can be given back with {@link
 * RequestCharges#settle}. Rules name it; thread-safe, quick, does not read the body.
 */
public interface RequestCost {

    /**
     * Names the cost.
     *
     * @return the name, the same at each call
     */
    String name();

    /**
     * Tells the cost.
     *
     * @param request the request
     * @return tokens to take now, 0 or more; 0 leaves the rule aside
     */
    int of(HttpServletRequest request);
}
