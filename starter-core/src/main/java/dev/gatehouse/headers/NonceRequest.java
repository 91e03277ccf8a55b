package dev.gatehouse.headers;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** Makes the nonce when somebody asks for it, and tells the response that its page uses one. */
final class NonceRequest extends HttpServletRequestWrapper {

    private final ResponseHeaders headers;

    NonceRequest(HttpServletRequest request, ResponseHeaders headers) {
        super(request);
        this.headers = headers;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return RequestAttributes.CSP_NONCE.equals(name) ? headers.nonceForPage() : super.getAttribute(name);
    }
}
