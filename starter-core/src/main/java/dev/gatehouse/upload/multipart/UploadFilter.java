package dev.gatehouse.upload.multipart;

import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.web.ContainerRequest;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.LogText;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every file of a multipart request checked before an endpoint sees it (RFC 7578; OWASP ASVS 5.0, V5): none can
 * forget it. A request with a file that is refused reaches no endpoint, and its temporary files are deleted at once. The
 * body is read by the container, which keeps large parts on disk; nothing is held in memory here. Requests with parts of
 * another kind are refused, since some containers read them like those of a form.
 *
 * <p>Stands behind authentication, for the dispatch REQUEST; others pass. A request without parts costs one look at its
 * {@code Content-Type}. Immutable, thread-safe.
 */
public final class UploadFilter extends HttpRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(UploadFilter.class);
    private static final int MAX_PATH_LENGTH = 256;

    private final UploadValidator validator;
    private final UploadRules rules;
    private final RejectionWriter rejections;
    private final ResolvedParts resolved;
    private final List<FileNameReader> readers;
    private final MultipartFailure failures;
    private final List<UploadListener> listeners;

    /**
     * Creates the filter for requests that the container takes apart.
     *
     * @param validator checks the files
     * @param rules what is accepted where
     * @param rejections writes the refusals
     * @param readers how names are read behind this filter, other than by the container itself; all readings have to be
     *     the same
     * @param known tell which exceptions are the fault of the request, beside those of Tomcat and Jetty
     * @param listeners hear of each verdict
     */
    public UploadFilter(
            UploadValidator validator,
            UploadRules rules,
            RejectionWriter rejections,
            List<FileNameReader> readers,
            List<ExceptionProblems> known,
            List<UploadListener> listeners) {
        this(validator, rules, rejections, request -> null, readers, known, listeners);
    }

    /**
     * Creates the filter.
     *
     * @param validator checks the files
     * @param rules what is accepted where
     * @param rejections writes the refusals
     * @param resolved finds the parts of requests that were taken apart before they get here
     * @param readers how names are read behind this filter, other than by the container itself; all readings have to be
     *     the same
     * @param known tell which exceptions of the container are the fault of the request
     * @param listeners hear of each verdict
     */
    public UploadFilter(
            UploadValidator validator,
            UploadRules rules,
            RejectionWriter rejections,
            ResolvedParts resolved,
            List<FileNameReader> readers,
            List<ExceptionProblems> known,
            List<UploadListener> listeners) {
        this.validator = validator;
        this.rules = rules;
        this.rejections = rejections;
        this.resolved = resolved;
        this.readers = withContainer(readers);
        this.failures = new MultipartFailure(known);
        this.listeners = List.copyOf(listeners);
    }

    private static List<FileNameReader> withContainer(List<FileNameReader> readers) {
        List<FileNameReader> all = new ArrayList<>(readers.size() + 1);
        all.add(Part::getSubmittedFileName);
        all.addAll(readers);
        return List.copyOf(all);
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String contentType = request.getHeader("Content-Type");
        MultipartType type = contentType == null ? MultipartType.NONE : MultipartType.of(contentType);
        if (type == MultipartType.NONE || request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
            return;
        }
        UploadRule rule = rules.of(request);
        UploadPolicy policy = rule.policy();
        Problem problem = policy == null ? null : problemOf(request, type, policy, rule);
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response, problem);
        }
    }

    private @Nullable Problem problemOf(
            HttpServletRequest request, MultipartType type, UploadPolicy policy, UploadRule rule)
            throws IOException, ServletException {
        if (type == MultipartType.OTHER) {
            return unread(request, MultipartFlaw.NOT_FORM_DATA.problem());
        }
        Collection<Part> parts;
        try {
            parts = partsOf(request, type);
        } catch (IOException | ServletException | RuntimeException e) {
            Problem problem = failures.problemOf(e);
            if (problem == null) {
                throw e;
            }
            log.debug("A multipart body could not be read", e);
            return unread(request, problem);
        }
        return parts == null
                ? unread(request, MultipartFlaw.WITHOUT_BOUNDARY.problem())
                : problemOf(request, parts, policy, rule);
    }

    /** Null if nobody can tell where a part ends. */
    private @Nullable Collection<Part> partsOf(HttpServletRequest request, MultipartType type)
            throws IOException, ServletException {
        Collection<Part> known = resolved.of(request);
        return known != null || type == MultipartType.WITHOUT_BOUNDARY ? known : request.getParts();
    }

    private @Nullable Problem problemOf(
            HttpServletRequest request, Collection<Part> parts, UploadPolicy policy, UploadRule rule)
            throws IOException {
        boolean accepted = false;
        try {
            UploadInspection inspection = new UploadInspection(validator, readers);
            Problem problem = inspection.inspect(parts, policy, rule.dataParts());
            accepted = problem == null;
            if (accepted) {
                inspection.putOn(request);
                tellAccepted(inspection.accepted());
            }
            return problem;
        } finally {
            if (!accepted) {
                delete(parts);
            }
        }
    }

    /** What is left of the body stands in the way of the next request on the connection: the client has to know. */
    private static Problem unread(HttpServletRequest request, Problem problem) {
        return ContainerRequest.isHttp1(request) ? problem.withHeader("Connection", "close") : problem;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        Refusal refusal = problem.refusal();
        String reason = refusal == null ? MultipartFlaw.MALFORMED.code() : refusal.reason();
        if (reason.equals("malware_found")) {
            log.warn("Malware was sent to {}.", LogText.safe(request.getRequestURI(), MAX_PATH_LENGTH));
        }
        tell(false, reason);
        rejections.write(request, response, problem);
    }

    private void tellAccepted(List<UploadVerdict> verdicts) {
        for (UploadVerdict verdict : verdicts) {
            tell(true, verdict.isScanned() ? UploadListener.CLEAN : UploadListener.UNSCANNED);
        }
    }

    private void tell(boolean accepted, String reason) {
        for (UploadListener listener : listeners) {
            try {
                listener.onVerdict(accepted, reason);
            } catch (RuntimeException e) {
                log.warn(
                        "A listener for uploads failed: {}", listener.getClass().getName(), e);
            }
        }
    }

    /** The container would do it too, but later, and some only when memory is collected. */
    private static void delete(Collection<Part> parts) {
        for (Part part : parts) {
            try {
                part.delete();
            } catch (IOException | RuntimeException e) {
                log.warn("A temporary file of a refused upload could not be deleted.", e);
            }
        }
    }
}
