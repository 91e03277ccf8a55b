package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a caller may call an endpoint. Thread-safe. */
final class AccessPolicy {

    static final String CHALLENGE = "WWW-Authenticate";

    /** Nobody is signed in (RFC 6750, 3: without an error code, since no credential was sent). */
    static final Problem UNAUTHENTICATED =
            refusal(Problem.of(ErrorCode.UNAUTHENTICATED).withHeader(CHALLENGE, "Bearer"), "unauthenticated");

    private static final ErrorCode STEP_UP_REQUIRED = new ErrorCode(
            "step_up_required",
            401,
            "This needs a recent log-in, with the second factor if there is one.",
            ErrorCategory.AUTHENTICATION,
            ErrorSeverity.INFO);

    private static final Problem FORBIDDEN = refusal(Problem.of(ErrorCode.FORBIDDEN), "permission");
    private static final Problem INSUFFICIENT_SCOPE =
            FORBIDDEN.withHeader(CHALLENGE, "Bearer error=\"insufficient_scope\"");
    private static final Problem USERS_ONLY =
            refusal(Problem.of(ErrorCode.FORBIDDEN).withMessage("API keys are not accepted here."), "api_key");

    /** RFC 8176, 2: a one-time code, which is never the only factor here, or several factors of any kind. */
    private static final Set<String> SECOND_FACTOR = Set.of("otp", "mfa");

    private final LivePermissions permissions;
    private final InstantSource clock;

    AccessPolicy(LivePermissions permissions, InstantSource clock) {
        this.permissions = permissions;
        this.clock = clock;
    }

    /** Gives the answer to a caller who may not; null to one who may. */
    @Nullable
    Problem refusal(EndpointRule rule, @Nullable Caller caller) {
        if (rule.isPublic()) {
            return null;
        }
        if (caller == null) {
            return UNAUTHENTICATED;
        }
        if (rule.isClosed()) {
            return FORBIDDEN;
        }
        if (rule.usersOnly() && caller.isApiKey()) {
            return USERS_ONLY;
        }
        if (!caller.permissions().containsAll(rule.permissions())) {
            return caller.isApiKey() ? FORBIDDEN : INSUFFICIENT_SCOPE;
        }
        Duration maxAge = rule.maxAge();
        return maxAge == null || isFresh(caller, maxAge) ? null : stepUp(maxAge);
    }

    private boolean isFresh(Caller caller, Duration maxAge) {
        Instant last = caller.authenticatedAt();
        return last != null
                && !last.plus(maxAge).isBefore(clock.instant())
                && (showedSecondFactor(caller) || !permissions.hasSecondFactor(caller.userId()));
    }

    private static boolean showedSecondFactor(Caller caller) {
        return !Collections.disjoint(caller.methods(), SECOND_FACTOR);
    }

    /** RFC 9470, 3. */
    private static Problem stepUp(Duration maxAge) {
        return refusal(Problem.of(STEP_UP_REQUIRED), "step_up")
                .withHeader(
                        CHALLENGE, "Bearer error=\"insufficient_user_authentication\", max_age=" + maxAge.toSeconds());
    }

    static Problem refusal(Problem problem, String reason) {
        return problem.refusedBy(new Refusal("access", reason));
    }
}
