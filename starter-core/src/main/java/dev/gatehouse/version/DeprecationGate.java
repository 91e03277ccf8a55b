package dev.gatehouse.version;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.HookedResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Announces deprecations on answers, each request's once, and refuses with 410 what is past its sunset and shall go
 * then. Thread-safe.
 */
public final class DeprecationGate {

    private static final String ANNOUNCED = DeprecationGate.class.getName();
    private static final Refusal PAST_SUNSET = new Refusal("deprecation", "past_sunset");

    private final RejectionWriter rejections;
    private final Clock clock;
    private final List<DeprecationListener> listeners;

    /**
     * Creates a gate.
     *
     * @param rejections writes the refusals
     * @param clock tells whether a sunset is past
     * @param listeners hear of each request for something deprecated
     */
    public DeprecationGate(RejectionWriter rejections, Clock clock, List<DeprecationListener> listeners) {
        this.rejections = rejections;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Tells whether a deprecation was announced where this request has come to in the service.
     *
     * @param request the request
     * @return true after {@link #admit}, until the request is dispatched to another path: the first deprecation that applies
     *     there is the one that counts; false for an include
     */
    public static boolean isAnnounced(HttpServletRequest request) {
        Place last = lastPlace(request);
        return last != null && !isIncluded(request) && last.isOrFollows(request.getRequestURI());
    }

    private static @Nullable Place lastPlace(HttpServletRequest request) {
        return (Place) request.getAttribute(ANNOUNCED);
    }

    /** An include has the path of what includes, and cannot set headers. */
    private static boolean isIncluded(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE;
    }

    /**
     * Tells whether the sunset is past, by the clock of this gate.
     *
     * @param deprecation a deprecation
     * @return false also if it has no sunset
     */
    public boolean isPast(Deprecation deprecation) {
        return deprecation.isPast(clock.instant());
    }

    /**
     * Announces a deprecation unless another one of this request was, or refuses.
     *
     * @param request a request for something deprecated
     * @param response its response
     * @param endpoint what is deprecated, for the metrics
     * @param deprecation what clients are told
     * @param goneAfterSunset whether requests past the sunset are refused
     * @return false if the request was refused
     * @throws IOException if the client cannot be reached
     */
    public boolean admit(
            HttpServletRequest request,
            HttpServletResponse response,
            String endpoint,
            Deprecation deprecation,
            boolean goneAfterSunset)
            throws IOException {
        boolean refused = goneAfterSunset && isPast(deprecation);
        Place earlier = lastPlace(request);
        if (!isIncluded(request)) {
            if (refused || earlier == null) {
                announce(deprecation, response);
            }
            if (!refused) {
                request.setAttribute(ANNOUNCED, new Place(request.getRequestURI(), earlier));
            }
        }
        for (DeprecationListener listener : listeners) {
            listener.onDeprecatedRequest(request, endpoint, refused);
        }
        if (refused) {
            rejections.write(request, response, gone(deprecation));
        }
        return !refused;
    }

    /** Again where the application resets the response. */
    private static void announce(Deprecation deprecation, HttpServletResponse response) {
        deprecation.announce(response);
        HookedResponse hooked = HookedResponse.in(response);
        if (hooked != null) {
            hooked.addHook(deprecation::announceIfLost);
        }
    }

    private static Problem gone(Deprecation deprecation) {
        DeprecationLink successor = deprecation.successor();
        DeprecationLink documentation = deprecation.documentation();
        Problem problem = Problem.of(ErrorCode.GONE).refusedBy(PAST_SUNSET);
        if (documentation != null) {
            problem = problem.withExtension("documentation", List.of(documentation.target()));
        }
        return successor == null
                ? problem.withMessage("This endpoint was retired.")
                : problem.withMessage("This endpoint was retired. Use its successor.")
                        .withExtension("successor", List.of(successor.target()));
    }

    /** A path of the service that turned out to be deprecated, and those where the request was before. */
    private record Place(String uri, @Nullable Place earlier) {

        boolean isOrFollows(String other) {
            for (Place place = this; place != null; place = place.earlier) {
                if (place.uri.equals(other)) {
                    return true;
                }
            }
            return false;
        }
    }
}
