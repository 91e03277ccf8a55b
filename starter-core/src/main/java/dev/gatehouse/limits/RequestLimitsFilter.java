package dev.gatehouse.limits;

import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.AsyncWork;
import dev.gatehouse.web.BodyType;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request that is more than this service accepts: path, query and headers before anything reads them, the body
 * by its {@code Content-Length} before anything of it is read, and a body that streams beyond the limit, or too slowly,
 * while it is read. Where the container says {@code 100 Continue} on the first read, nothing of a body that is refused is
 * sent either; Tomcat says it in front of every filter unless {@code continueResponseTiming} of its connector is
 * {@code onRead}.
 *
 * <p>Stands behind CORS, so that browsers can read the refusal, and before everything that reads a form. For the
 * dispatches REQUEST, where it decides, and ASYNC, where it only sees to it that a refusal stays the answer. Immutable,
 * thread-safe.
 */
public final class RequestLimitsFilter extends HttpRequestFilter {

    private final RequestLimitsSettings settings;
    private final BodyLimits bodies;
    private final RejectionWriter rejections;
    private final ContainerCounting container;

    /**
     * Creates the filter.
     *
     * @param settings the bounds
     * @param bodies how large bodies may be
     * @param rejections writes the refusals
     * @param container tells whether the container counts bodies and headers itself
     */
    public RequestLimitsFilter(
            RequestLimitsSettings settings,
            BodyLimits bodies,
            RejectionWriter rejections,
            ContainerCounting container) {
        this.settings = settings;
        this.bodies = bodies;
        this.rejections = rejections;
        this.container = container;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BodyMeter meter = (BodyMeter) request.getAttribute(BodyMeter.ATTRIBUTE);
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            goOn(request, response, chain, meter);
            return;
        }
        RequestBody body = RequestBody.of(request, meter != null, container.isInPlace());
        Problem refusal = refusalOf(request, body, meter);
        if (refusal != null) {
            rejections.write(request, response, body.refusedBy(refusal, request));
        } else if (body == RequestBody.NONE) {
            chain.doFilter(request, response);
        } else if (meter != null) {
            guard(request, HookedResponse.of(request, response), chain, meter);
        } else {
            BodyMeter own = new BodyMeter(bodies.limitOf(request), settings.bodyRate());
            request.setAttribute(BodyMeter.ATTRIBUTE, own);
            HookedResponse hooked = HookedResponse.of(request, response);
            MeteredRequest metered = new MeteredRequest(request, hooked, own);
            guard(metered, hooked, body == RequestBody.UNLIKELY ? unlessItComes(metered, chain) : chain, own);
        }
    }

    /** Containers decode no path parameters, and so let pass there what nobody can decode. */
    private static boolean isWellFormed(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 3)) {
            if (at + 2 >= path.length() || !isHex(path.charAt(at + 1)) || !isHex(path.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private @Nullable Problem refusalOf(HttpServletRequest request, RequestBody body, @Nullable BodyMeter meter) {
        LimitViolation violation = violationOfHead(request);
        if (violation == null && body.isExpected()) {
            violation = violationOfBody(request, body, meter != null);
        }
        if (violation != null) {
            return violation.problem();
        }
        return meter == null ? null : meter.refusal();
    }

    private @Nullable LimitViolation violationOfHead(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.length() > settings.maxPathLength()) {
            return LimitViolation.PATH_TOO_LONG;
        }
        if (!isWellFormed(path)) {
            return LimitViolation.MALFORMED_PATH;
        }
        String query = request.getQueryString();
        LimitViolation inQuery = query == null ? null : QueryScan.check(query, settings.query());
        if (inQuery != null) {
            return inQuery;
        }
        return container.isInPlace()
                ? (LimitViolation) request.getAttribute(ContainerCounting.HEADER_VIOLATION)
                : settings.headers().check(request);
    }

    /** A limit by media type and a container have to mean the same type; and forms are read past every wrapper. */
    private @Nullable LimitViolation violationOfBody(HttpServletRequest request, RequestBody body, boolean metered) {
        BodyType type = BodyType.of(request.getHeader("Content-Type"));
        if (type == BodyType.MALFORMED) {
            return LimitViolation.MALFORMED_CONTENT_TYPE;
        }
        if (request.getContentLengthLong() > bodies.limitOf(request)) {
            return LimitViolation.BODY_TOO_LARGE;
        }
        if (settings.encodedBodies() == EncodedBodies.REFUSE && RequestBody.isEncoded(request)) {
            return LimitViolation.ENCODED_BODY;
        }
        return !metered && body != RequestBody.OF_KNOWN_LENGTH && type != BodyType.PLAIN
                ? LimitViolation.BODY_WITHOUT_LENGTH
                : null;
    }

    /** What is wrong with a body is of no account until there is one, as its first byte tells. */
    private FilterChain unlessItComes(MeteredRequest metered, FilterChain chain) {
        LimitViolation violation = violationOfBody(metered, RequestBody.UNLIKELY, false);
        if (violation == null) {
            return chain;
        }
        return (request, response) -> {
            if (metered.isEmpty()) {
                chain.doFilter(request, response);
            } else {
                rejections.write(metered, (HttpServletResponse) response, violation.problem());
            }
        };
    }

    private void guard(HttpServletRequest request, HookedResponse response, FilterChain chain, BodyMeter meter)
            throws IOException, ServletException {
        meter.guard(request, response, rejections, bodies.limitOf(request));
        goOn(request, response, chain, meter);
    }

    /** What escapes after a refusal is what the refusal led to. */
    private static void goOn(
            HttpServletRequest request, HttpServletResponse original, FilterChain chain, @Nullable BodyMeter meter)
            throws IOException, ServletException {
        if (meter == null) {
            chain.doFilter(request, original);
            return;
        }
        HttpServletResponse response = original;
        if (meter.isAnswered()) {
            HookedResponse sealed = HookedResponse.of(request, original);
            sealed.seal();
            response = sealed;
        }
        try {
            chain.doFilter(request, response);
        } catch (Exception e) {
            if (!meter.isAnswered()) {
                throw e;
            }
            AsyncWork.end(request);
        }
    }
}
