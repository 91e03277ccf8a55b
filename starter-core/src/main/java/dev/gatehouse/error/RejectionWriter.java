package dev.gatehouse.error;

import dev.gatehouse.web.BodyType;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a {@link Problem} as the answer to a request: the one way in which anything in Gatehouse refuses.
 *
 * <p>The body of a problem is written directly, never by {@code sendError}: an error dispatch would parse the body of a multipart
 * request first and so hang until the client has sent all of it. Only a page of the application comes by one. Headers that are already on the response stay (request
 * id, CORS, cookies, {@code WWW-Authenticate}); those that describe the body that is thrown away go. Immutable and
 * thread-safe.
 */
public final class RejectionWriter {

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final Logger log = LoggerFactory.getLogger(RejectionWriter.class);

    /** What describes a representation (RFC 9110, 8) and so must not outlive it. */
    private static final Set<String> OF_THE_BODY = Set.of(
            "accept-ranges",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-location",
            "content-range",
            "content-type",
            "etag",
            "expires",
            "last-modified",
            "pragma",
            "transfer-encoding");

    /** What a client needs to ask for a range that exists (RFC 9110, 15.5.17). */
    private static final Set<String> OF_THE_RANGE = Set.of("accept-ranges", "content-range");

    /** For a body of an application that fails. */
    private static final ProblemBody FALLBACK = ProblemBody.of(ProblemFormat.PROBLEM, Clock.systemUTC());

    private final ProblemBody body;
    private final List<RejectionListener> listeners;

    /**
     * Creates a writer.
     *
     * @param body how problems are written
     * @param listeners hear of each problem, in this order
     */
    public RejectionWriter(ProblemBody body, List<RejectionListener> listeners) {
        this.body = body;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Creates a writer of RFC 9457 problems that nobody listens to.
     *
     * @return the writer
     */
    public static RejectionWriter withDefaults() {
        return new RejectionWriter(FALLBACK, List.of());
    }

    /**
     * Answers the request with the problem. What was written to the response before and is not yet committed is thrown
     * away. An included resource that is refused is left out of its page, as by {@code sendError}, of which the container
     * takes no notice there.
     *
     * @param request the request
     * @param response its response
     * @param problem the answer
     * @return true if this was the answer, false if the response was committed already and stays as it is
     * @throws IOException if the client cannot be reached
     */
    public boolean write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (isIncluded(request)) {
            tellListeners(request, problem);
            return true;
        }
        if (response.isCommitted()) {
            return false;
        }
        begin(response, problem);
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        byte[] content = render(request, response, problem);
        response.setContentLength(content.length);
        // First, so that whoever has the answer finds it counted, and so that clients that went away count, too.
        tell(request, problem);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(content);
        }
        return true;
    }

    /**
     * Answers the request with the page that the application has for it, in an error dispatch, or else with the problem. An
     * error dispatch itself gets the problem: a page that fails must not lead to itself. So does an upload: the dispatch would
     * wait for all of its body.
     *
     * @param request the request
     * @param response its response
     * @param problem the answer, which gives a page its status and headers
     * @param pages which clients get a page
     * @return true if the client gets an answer, false if the response was committed already and stays as it is
     * @throws IOException if the client cannot be reached
     */
    public boolean writeOrShowPage(
            HttpServletRequest request, HttpServletResponse response, Problem problem, ErrorPageMatcher pages)
            throws IOException {
        if (response.isCommitted()
                || request.getDispatcherType() == DispatcherType.ERROR
                || isIncluded(request)
                || isUpload(request)
                || !pages.hasPage(request, problem.status())) {
            return write(request, response, problem);
        }
        begin(response, problem);
        tell(request, problem);
        response.sendError(problem.status());
        return true;
    }

    private static boolean isIncluded(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE;
    }

    private static boolean isUpload(HttpServletRequest request) {
        BodyType type = BodyType.of(request.getHeader("Content-Type"));
        return type == BodyType.MULTIPART || type == BodyType.MALFORMED;
    }

    private static void begin(HttpServletResponse response, Problem problem) {
        resetBody(response, problem.status());
        problem.headers().forEach((name, values) -> setHeader(response, name, values));
    }

    /**
     * Tells the listeners and the access log of a problem that somebody else writes, such as Spring MVC.
     *
     * @param request the request that gets the answer
     * @param problem the answer
     */
    public void tell(HttpServletRequest request, Problem problem) {
        request.setAttribute(RequestAttributes.ERROR_CODE, problem.code().code());
        tellListeners(request, problem);
    }

    /** Cookies are added to those that are there: each is one of its own. */
    private static void setHeader(HttpServletResponse response, String name, List<String> values) {
        write(response, name, values, "Set-Cookie".equalsIgnoreCase(name));
    }

    private static void write(HttpServletResponse response, String name, List<String> values, boolean besides) {
        boolean added = besides;
        for (String value : values) {
            if (added) {
                response.addHeader(name, value);
            } else {
                response.setHeader(name, value);
                added = true;
            }
        }
    }

    /** A client that is refused is told so, whatever a body of the application does. */
    private byte[] render(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        try {
            byte[] content = body.render(problem, request);
            response.setContentType(body.contentType());
            return content;
        } catch (RuntimeException e) {
            log.error("A problem cannot be written by {}.", body.getClass().getName(), e);
            response.setContentType(FALLBACK.contentType());
            return FALLBACK.render(problem, request);
        }
    }

    private void tellListeners(HttpServletRequest request, Problem problem) {
        for (RejectionListener listener : listeners) {
            try {
                listener.onRejection(request, problem);
            } catch (RuntimeException e) {
                log.warn("A rejection listener failed: {}", listener.getClass().getName(), e);
            }
        }
    }

    /**
     * A plain {@code resetBuffer} is not enough: a writer once taken forbids the stream until a full reset. Jetty then puts
     * some headers back by itself: its date, its name, the cookie of a new session. Tomcat names a header once a line.
     */
    private static void resetBody(HttpServletResponse response, int status) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            if (outlivesTheBody(name.toLowerCase(Locale.ROOT), status)) {
                kept.put(name, List.copyOf(response.getHeaders(name)));
            }
        }
        response.reset();
        kept.forEach((name, values) -> write(response, name, values, false));
    }

    private static boolean outlivesTheBody(String name, int status) {
        return !OF_THE_BODY.contains(name) || (status == RANGE_NOT_SATISFIABLE && OF_THE_RANGE.contains(name));
    }
}
