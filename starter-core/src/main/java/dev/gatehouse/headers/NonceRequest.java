package dev.gatehouse.headers;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nonce when somebody asks for it, and tells the response that its page uses one. What the application calls by the
 * nonce's name in templates is the application's.
 */
final class NonceRequest extends HttpServletRequestWrapper {

    private final ResponseHeaders headers;
    private final HttpServletResponse response;

    /** Takes the response to go on with where the request is handled later. */
    NonceRequest(HttpServletRequest request, ResponseHeaders headers, HttpServletResponse response) {
        super(request);
        this.headers = headers;
        this.response = response;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        if (RequestAttributes.CSP_NONCE.equals(name)) {
            return headers.nonceForPage();
        }
        Object value = super.getAttribute(name);
        return value == null && CspNonce.TEMPLATE_NAME.equals(name) ? headers.nonceForPage() : value;
    }

    /** Spring MVC takes away what came during an include, but the policy may name this nonce already. */
    @Override
    public void removeAttribute(String name) {
        if (!RequestAttributes.CSP_NONCE.equals(name)) {
            super.removeAttribute(name);
        }
    }

    /** The container would go on with the response that it made itself, which has no hooks. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }
}
