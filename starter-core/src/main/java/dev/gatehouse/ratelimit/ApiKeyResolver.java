package dev.gatehouse.ratelimit;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Enumeration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A key that nobody has checked is worth nothing: whoever invented one per request would have a full bucket each time. */
final class ApiKeyResolver implements KeyResolver {

    static final String SCOPE = "api-key";

    private final String header;
    private final Function<HttpServletRequest, @Nullable Principal> principals;

    ApiKeyResolver(String header, Function<HttpServletRequest, @Nullable Principal> principals) {
        this.header = header;
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
        Enumeration<String> values = request.getHeaders(header);
        if (!values.hasMoreElements()) {
            return null;
        }
        Principal principal = principals.apply(request);
        if (principal == null) {
            return null;
        }
        String key = values.nextElement().strip();
        // Which of several keys was checked is unknown; the caller they belong to is not.
        if (values.hasMoreElements()) {
            return KeyDigest.of("several keys of " + principal.getName());
        }
        return key.isEmpty() ? null : KeyDigest.of(key);
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Object parse(String text) {
        if (!KeyDigest.isDigest(text)) {
            throw new IllegalArgumentException("Write the first 32 hexadecimal digits, in lower case, of the SHA-256 of"
                    + " the API key, never the key itself.");
        }
        return text;
    }
}
