package dev.gatehouse.headers;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nonce when somebody asks for it, and tells the response that its page uses one. What the application calls by the
 * nonce's name in templates is the application's.
 */
final class NonceRequest extends HttpServletRequestWrapper {

    private final ResponseHeaders headers;

    NonceRequest(HttpServletRequest request, ResponseHeaders headers) {
        super(request);
        this.headers = headers;
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
}
