package dev.gatehouse.ratelimit;

import jakarta.servlet.http.HttpServletRequest;

final class GlobalKeyResolver implements KeyResolver {

    static final String SCOPE = "global";

    @Override
    public String scope() {
        return SCOPE;
    }

    @Override
    public Object resolve(HttpServletRequest request) {
        return SCOPE;
    }

    @Override
    public Object parse(String text) {
        return SCOPE;
    }
}
