package dev.gatehouse.sample.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets users who must have a second factor and have none do nothing but set it up, or leave (ASVS 5.0, 6.3.3). Stands in
 * the security chain behind the one that signs callers in and before the one that judges permissions, so that the answer
 * names the way out. Dispatch REQUEST only.
 */
public final class SecondFactorGate extends OncePerRequestFilter {

    /** All that such a user may do. No permission of the catalogue: it cannot be given, or asked for. */
    static final String SETUP_ONLY = "mfa:setup";

    private static final ErrorCode MFA_SETUP_REQUIRED = new ErrorCode(
            "mfa_setup_required",
            403,
            "Your role needs a second factor. Set one up first: POST /api/v1/auth/setup-mfa.",
            ErrorCategory.AUTHORIZATION,
            ErrorSeverity.INFO);

    private static final String AUTH = "/api/v1/auth";

    private final RequestMatcher open = open();
    private final CurrentCaller caller;
    private final RejectionWriter rejections;

    /**
     * Creates the gate.
     *
     * @param caller who calls
     * @param rejections writes the refusal
     */
    public SecondFactorGate(CurrentCaller caller, RejectionWriter rejections) {
        this.caller = caller;
        this.rejections = rejections;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (caller.get().filter(SecondFactorGate::mustSetUp).isPresent() && !open.matches(request)) {
            rejections.write(request, response, Problem.of(MFA_SETUP_REQUIRED));
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean mustSetUp(Caller caller) {
        return caller.may(SETUP_ONLY);
    }

    private static RequestMatcher open() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(List.of(
                paths.matcher(HttpMethod.POST, AUTH + "/setup-mfa"),
                paths.matcher(HttpMethod.POST, AUTH + "/verify-mfa-setup"),
                paths.matcher(HttpMethod.GET, AUTH + "/mfa"),
                // A set-up that was begun long after the log-in needs a new proof first.
                paths.matcher(HttpMethod.POST, AUTH + "/reauthenticate"),
                paths.matcher(HttpMethod.POST, AUTH + "/logout"),
                paths.matcher(HttpMethod.POST, AUTH + "/logout-all")));
    }
}
