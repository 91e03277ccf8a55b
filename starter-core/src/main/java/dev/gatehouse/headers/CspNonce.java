package dev.gatehouse.headers;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.ServletRequest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The nonce by which inline scripts and styles of a page show that the page's author wrote them (CSP Level 3, 7.1): new
 * for each response, 144 random bits, written with letters that need no escaping. Templates find it as
 * {@value #TEMPLATE_NAME}, others as the request attribute {@value RequestAttributes#CSP_NONCE}, code calls {@link #of}.
 * Thread-safe.
 */
public final class CspNonce {

    /** What the nonce is called in templates: in their model, and as a request attribute for engines that read those. */
    public static final String TEMPLATE_NAME = "cspNonce";

    static final int LENGTH = 24;

    private static final int BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private CspNonce() {}

    /**
     * Returns the nonce of this request's response. The first call makes it; ask before the response is committed, for
     * then the policy can still be told.
     *
     * @param request the request
     * @return the nonce, the same for the whole request
     */
    public static String of(ServletRequest request) {
        if (request.getAttribute(RequestAttributes.CSP_NONCE) instanceof String nonce) {
            return nonce;
        }
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        String nonce = ENCODER.encodeToString(random);
        request.setAttribute(RequestAttributes.CSP_NONCE, nonce);
        return nonce;
    }
}
