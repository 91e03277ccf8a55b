package dev.gatehouse.headers.report;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the reports that browsers send about violated policies (Reporting API; CSP Level 3, 5) and counts them by kind.
 * Answers every request on the path it is mapped to: 204 for reports, else 400, 405, 413 or 415. Reads no more than it
 * may, keeps a bounded number of kinds and logs a bounded number of lines, made safe. Needs no log-in and no cookie.
 * Thread-safe.
 */
public final class ReportCollector extends HttpRequestFilter {

    /** The kind under which everything is counted that came after the bound on kinds was reached. */
    public static final Violation OTHER = new Violation("other", "", "", true);

    private static final Logger log = LoggerFactory.getLogger(ReportCollector.class);
    private static final int MAX_REPORTS_IN_BODY = 50;
    private static final long MINUTE = 60_000_000_000L;

    private final ReportSettings settings;
    private final RejectionWriter rejections;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<Violation, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicInteger kinds = new AtomicInteger();
    private final LongAdder total = new LongAdder();
    private volatile Window window;

    /** The log lines of one minute. */
    private record Window(long start, AtomicInteger lines) {}

    /**
     * Creates a collector.
     *
     * @param settings its bounds
     * @param rejections answers what is no report
     */
    public ReportCollector(ReportSettings settings, RejectionWriter rejections) {
        this(settings, rejections, System::nanoTime);
    }

    ReportCollector(ReportSettings settings, RejectionWriter rejections, LongSupplier nanos) {
        this.settings = settings;
        this.rejections = rejections;
        this.nanos = nanos;
        this.window = new Window(nanos.getAsLong(), new AtomicInteger());
    }

    /**
     * Tells how often each kind was reported since the start.
     *
     * @return a copy of the counts
     */
    public Map<Violation, Long> counts() {
        Map<Violation, Long> copy = new HashMap<>();
        counts.forEach((kind, count) -> copy.put(kind, count.sum()));
        return copy;
    }

    /**
     * Tells how many reports came in since the start.
     *
     * @return their number
     */
    public long total() {
        return total.sum();
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        Problem problem = collect(request);
        if (problem != null) {
            rejections.write(request, response, problem);
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private @Nullable Problem collect(HttpServletRequest request) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            return Problem.of(ErrorCode.METHOD_NOT_ALLOWED).withHeader("Allow", "POST");
        }
        String type = mediaType(request.getHeader("Content-Type"));
        boolean legacy = type.equals("application/csp-report");
        if (!legacy && !type.equals("application/reports+json")) {
            return Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        if (request.getContentLengthLong() > settings.maxBodySize()) {
            return Problem.of(ErrorCode.CONTENT_TOO_LARGE);
        }
        byte[] body = read(request.getInputStream());
        if (body.length > settings.maxBodySize()) {
            return Problem.of(ErrorCode.CONTENT_TOO_LARGE);
        }
        try {
            new ReportScanner(new String(body, StandardCharsets.UTF_8), MAX_REPORTS_IN_BODY)
                    .scan()
                    .forEach(report -> count(Violations.of(report, legacy)));
            return null;
        } catch (IllegalArgumentException e) {
            return Problem.of(ErrorCode.BAD_REQUEST).withMessage("The body is not a report in JSON.");
        }
    }

    /** One byte more than allowed tells a body that is too large from one that just fits. */
    private byte[] read(InputStream in) throws IOException {
        return in.readNBytes(settings.maxBodySize() + 1);
    }

    private void count(Violation violation) {
        total.increment();
        LongAdder count = counts.get(violation);
        if (count == null) {
            Violation kind = kinds.getAndUpdate(n -> Math.min(n + 1, settings.maxKinds())) < settings.maxKinds()
                    ? violation
                    : OTHER;
            count = counts.computeIfAbsent(kind, added -> new LongAdder());
        }
        count.increment();
        if (mayLog()) {
            log.warn(
                    "A browser reported a violation: type={} directive={} blocked={} enforced={}",
                    violation.type(),
                    violation.directive(),
                    violation.blocked(),
                    violation.enforced());
        }
    }

    private boolean mayLog() {
        long now = nanos.getAsLong();
        Window current = window;
        if (now - current.start() >= MINUTE) {
            current = new Window(now, new AtomicInteger());
            window = current;
        }
        return current.lines().get() < settings.logPerMinute()
                && current.lines().getAndIncrement() < settings.logPerMinute();
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().toLowerCase(Locale.ROOT);
    }
}
