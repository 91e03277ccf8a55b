package dev.gatehouse.ratelimit;

import jakarta.servlet.http.HttpServletRequest;

record FixedCost(int tokens) implements RequestCost {

    static final FixedCost ONE = new FixedCost(1);

    FixedCost {
        if (tokens < 1) {
            throw new IllegalArgumentException(tokens + " is no cost of a request. Use 1 or more tokens.");
        }
    }

    @Override
    public String name() {
        return Integer.toString(tokens);
    }

    @Override
    public int of(HttpServletRequest request) {
        return tokens;
    }
}
