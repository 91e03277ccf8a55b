package dev.gatehouse.apikey;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.LogText;
import dev.gatehouse.web.RequestAttributes;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;

/**
 * Authenticates requests by an API key in a header, and by nothing but that header: keys in a URL end up in logs (ASVS 5.0,
 * 14.2.1). A request without a key passes as it is; one with a bad key gets 401, the same whether the key is unknown,
 * expired, revoked or used from elsewhere. With a good key the request's principal is an {@link ApiKeyPrincipal}, also in the
 * attribute {@link #PRINCIPAL}.
 *
 * <p>Two keys, or a key beside an {@code Authorization}, are refused with 400: which of two callers is meant must not be
 * guessed. Where keys are not for, at log-in and at the management of keys, the header counts for nothing.
 *
 * <p>Stands before the application's own authorization, for the dispatch REQUEST. Immutable, thread-safe.
 */
public final class ApiKeyAuthenticationFilter extends HttpRequestFilter {

    /** The request attribute with the {@link ApiKeyPrincipal}. */
    public static final String PRINCIPAL = "dev.gatehouse.api-key-principal";

    private static final int MAX_LOGGED_NAME = 64;
    private static final Problem INVALID = Problem.of(ErrorCode.UNAUTHENTICATED)
            .withMessage("The API key is not valid.")
            .withHeader("WWW-Authenticate", "ApiKey")
            .refusedBy(new Refusal("api_key", "invalid"));
    private static final Problem AMBIGUOUS = Problem.of(ErrorCode.BAD_REQUEST)
            .withMessage("The request has more than one credential. Send one API key, or an Authorization header.")
            .refusedBy(new Refusal("api_key", "ambiguous"));

    private final String header;
    private final ApiKeyAuthenticator authenticator;
    private final ClientAddressResolver addresses;
    private final RequestMatcher excluded;
    private final ApiKeyListener listener;
    private final RejectionWriter rejections;

    /**
     * Creates the filter.
     *
     * @param header the header with the key, usually {@code X-API-Key}
     * @param authenticator checks it
     * @param addresses tells where the request comes from
     * @param excluded where keys count for nothing: log-in, refresh, management of keys
     * @param listener hears of each check
     * @param rejections writes the refusals
     */
    public ApiKeyAuthenticationFilter(
            String header,
            ApiKeyAuthenticator authenticator,
            ClientAddressResolver addresses,
            RequestMatcher excluded,
            ApiKeyListener listener,
            RejectionWriter rejections) {
        this.header = header;
        this.authenticator = authenticator;
        this.addresses = addresses;
        this.excluded = excluded;
        this.listener = listener;
        this.rejections = rejections;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Enumeration<String> keys = request.getHeaders(header);
        if (!keys.hasMoreElements() || excluded.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        String presented = keys.nextElement();
        if (keys.hasMoreElements() || request.getHeader("Authorization") != null) {
            rejections.write(request, response, AMBIGUOUS);
            return;
        }
        ApiKeyDecision decision = authenticator.authenticate(
                presented.strip(), addresses.resolve(request).address());
        listener.onDecision(request, decision);
        ApiKeyRecord key = decision.key();
        if (key == null) {
            rejections.write(request, response, INVALID);
            return;
        }
        ApiKeyPrincipal principal = new ApiKeyPrincipal(key.id(), key.owner(), key.scopes());
        request.setAttribute(PRINCIPAL, principal);
        request.setAttribute(RequestAttributes.USER, LogText.safe(key.owner(), MAX_LOGGED_NAME));
        chain.doFilter(new ApiKeyRequest(request, response, principal), response);
    }
}
