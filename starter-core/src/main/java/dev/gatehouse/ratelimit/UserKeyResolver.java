package dev.gatehouse.ratelimit;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class UserKeyResolver implements KeyResolver {

    static final String SCOPE = "user";

    private static final int LONGEST = 100;

    private final Function<HttpServletRequest, @Nullable Principal> principals;

    UserKeyResolver(Function<HttpServletRequest, @Nullable Principal> principals) {
        this.principals = principals;
    }

    @Override
    public String scope() {
        return SCOPE;
    }

    @Override
    public RateLimitStage stage() {
        return RateLimitStage.AFTER_AUTHENTICATION;
    }

    @Override
    public @Nullable Object resolve(HttpServletRequest request) {
        Principal principal = principals.apply(request);
        String name = principal == null ? null : principal.getName();
        return name == null || name.isEmpty() ? null : shortened(name);
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Object parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Write the name of a user.");
        }
        return shortened(text);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : KeyDigest.of(name);
    }
}
