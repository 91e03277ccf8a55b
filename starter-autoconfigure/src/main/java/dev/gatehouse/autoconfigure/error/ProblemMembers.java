package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.Problem;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;

/** Adds the members of the one format to a {@code ProblemDetail}, where it has none of that name. */
final class ProblemMembers {

    private static final URI BLANK = URI.create("about:blank");

    private ProblemMembers() {}

    static ProblemDetail addTo(ProblemDetail detail, Problem problem, HttpServletRequest request) {
        ProblemDetail told = copyOf(detail);
        if (told.getType() == null) {
            told.setType(BLANK);
        }
        if (!StringUtils.hasText(told.getDetail())) {
            told.setDetail(problem.message());
        }
        add(told, "error_code", problem.code().code());
        add(told, "message", told.getDetail());
        add(told, "details", details(problem));
        add(told, "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        add(told, "request_id", RequestAttributes.text(request, RequestAttributes.REQUEST_ID));
        add(told, "severity", problem.code().severity().text());
        add(told, "category", problem.code().category().text());
        return told;
    }

    /** Handlers may share one between requests. A class of its own has members that only it can copy. */
    private static ProblemDetail copyOf(ProblemDetail detail) {
        return detail.getClass() == ProblemDetail.class ? new Copy(detail) : detail;
    }

    private static void add(ProblemDetail detail, String name, @Nullable Object value) {
        Map<String, @Nullable Object> present = detail.getProperties();
        if (value != null && (present == null || !present.containsKey(name))) {
            detail.setProperty(name, value);
        }
    }

    private static List<Map<String, String>> details(Problem problem) {
        return problem.details().stream().map(ProblemMembers::detail).toList();
    }

    private static Map<String, String> detail(FieldProblem detail) {
        return Map.of("field", detail.field(), "message", detail.message(), "code", detail.code());
    }

    private static final class Copy extends ProblemDetail {

        Copy(ProblemDetail detail) {
            super(detail);
        }
    }
}
