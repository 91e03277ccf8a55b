package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.apikey.ApiKeyAuthenticationFilter;
import dev.gatehouse.apikey.ApiKeyPrincipal;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailureReason;
import dev.gatehouse.autoconfigure.authentication.FailedCredential;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.token.jwt.AccessToken;
import dev.gatehouse.token.jwt.InvalidTokenException;
import dev.gatehouse.token.jwt.TokenFlaw;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signs in whoever sends a good access token (RFC 6750, 2.1) or API key. Where everybody may call, a credential that is not good
 * counts for nothing. Success is no event: it would be one per request, and no log-in. Dispatch REQUEST only; the caller stays
 * known to the others.
 */
final class CredentialFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";
    private static final Problem INVALID_TOKEN = AccessPolicy.refusal(
            Problem.of(ErrorCode.UNAUTHENTICATED)
                    .withMessage("The access token is not valid.")
                    .withHeader(AccessPolicy.CHALLENGE, "Bearer error=\"invalid_token\""),
            "invalid_token");
    private static final Problem INVALID_KEY = AccessPolicy.refusal(
            Problem.of(ErrorCode.UNAUTHENTICATED)
                    .withMessage("The API key is not valid.")
                    .withHeader(AccessPolicy.CHALLENGE, "ApiKey"),
            "invalid_api_key");
    private static final Problem AMBIGUOUS = AccessPolicy.refusal(
            Problem.of(ErrorCode.BAD_REQUEST)
                    .withMessage("The request has more than one Authorization header. Send one."),
            "ambiguous");

    private final EndpointAccess endpoints;
    private final Function<String, AccessToken> verifier;
    private final Callers callers;
    private final AuthenticationEventPublisher events;
    private final RejectionWriter rejections;
    private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    CredentialFilter(
            EndpointAccess endpoints,
            Function<String, AccessToken> verifier,
            Callers callers,
            AuthenticationEventPublisher events,
            RejectionWriter rejections) {
        this.endpoints = endpoints;
        this.verifier = verifier;
        this.callers = callers;
        this.events = events;
        this.rejections = rejections;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (endpoints.ignoresCredentials(request)) {
            chain.doFilter(request, response);
            return;
        }
        Problem problem = signIn(request, response);
        if (problem == null || endpoints.isPublic(request)) {
            chain.doFilter(request, response);
        } else {
            rejections.write(request, response, problem);
        }
    }

    private @Nullable Problem signIn(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ApiKeyAuthenticationFilter.PRINCIPAL) instanceof ApiKeyPrincipal key) {
            Caller caller = callers.ofApiKey(key);
            return caller == null
                    ? failed(
                            request,
                            new FailedCredential(AuthenticationFailureReason.API_KEY),
                            new CredentialsExpiredException("owner"),
                            INVALID_KEY)
                    : signIn(request, response, caller);
        }
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        String header = headers.hasMoreElements() ? headers.nextElement() : null;
        if (headers.hasMoreElements()) {
            return AMBIGUOUS;
        }
        return header == null || !isBearer(header)
                ? null
                : verify(request, response, header.substring(SCHEME.length()));
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private @Nullable Problem verify(HttpServletRequest request, HttpServletResponse response, String token) {
        Caller caller;
        try {
            caller = callers.ofSession(verifier.apply(token.strip()).grant());
        } catch (InvalidTokenException e) {
            return failed(
                    request, new FailedCredential(AuthenticationFailureReason.ACCESS_TOKEN), event(e), INVALID_TOKEN);
        }
        return caller == null
                ? failed(
                        request,
                        new FailedCredential(AuthenticationFailureReason.ACCESS_TOKEN),
                        new CredentialsExpiredException("session"),
                        INVALID_TOKEN)
                : signIn(request, response, caller);
    }

    private static AuthenticationException event(InvalidTokenException e) {
        String flaw = e.flaw().name().toLowerCase(Locale.ROOT);
        return e.flaw() == TokenFlaw.EXPIRED
                ? new CredentialsExpiredException(flaw, e)
                : new BadCredentialsException(flaw, e);
    }

    /**
     * For counters; the text of the exception stays inside. Where the credential counts for nothing, it has not failed: the
     * token by which monitoring reads the health is none of ours.
     */
    private Problem failed(
            HttpServletRequest request, FailedCredential credential, AuthenticationException reason, Problem problem) {
        if (!endpoints.isPublic(request)) {
            events.publishAuthenticationFailure(reason, credential);
        }
        return problem;
    }

    /** The log names the caller of a request that is refused further in, too. */
    private @Nullable Problem signIn(HttpServletRequest request, HttpServletResponse response, Caller caller) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        request.setAttribute(RequestAttributes.USER, caller.getName());
        return null;
    }
}
