package dev.gatehouse.sample.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionListener;
import dev.gatehouse.sample.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Writes down what callers lacked the permission for (ASVS 5.0, 16.3.2). Of who tries the same again and again one row a
 * minute tells enough; whoever is not signed in is left to the metrics. Thread-safe.
 */
@Component
class DeniedRequests implements RejectionListener {

    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final Cache<Denied, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(AT_MOST_EVERY)
            .build();
    private final ObjectProvider<CurrentCaller> callers;
    private final Endpoints endpoints;
    private final AuditTrail audit;

    /** Callers are missing where Gatehouse is switched off. */
    DeniedRequests(ObjectProvider<CurrentCaller> callers, Endpoints endpoints, AuditTrail audit) {
        this.callers = callers;
        this.endpoints = endpoints;
        this.audit = audit;
    }

    @Override
    public void onRejection(HttpServletRequest request, Problem problem) {
        CurrentCaller current = problem.code().equals(ErrorCode.FORBIDDEN) ? callers.getIfAvailable() : null;
        if (current != null) {
            current.get().ifPresent(caller -> note(caller, request));
        }
    }

    private void note(Caller caller, HttpServletRequest request) {
        Denied denied = Denied.of(caller, request.getMethod(), endpoints.patternOf(request));
        if (noted.asMap().putIfAbsent(denied, true) == null) {
            audit.refused(
                    "request_denied",
                    AuditOutcome.DENIED,
                    null,
                    ErrorCode.FORBIDDEN.code(),
                    Map.of("method", denied.method(), "path", denied.path()));
        }
    }

    private record Denied(
            UUID userId,
            @Nullable UUID actingUserId,
            @Nullable String apiKeyId,
            String method,
            String path) {

        static Denied of(Caller caller, String method, String path) {
            return new Denied(caller.userId(), caller.actingUserId(), caller.apiKeyId(), method, path);
        }
    }
}
