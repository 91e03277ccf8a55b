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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;

/** Adds the members of the one format to a {@code ProblemDetail}, where it has none of that name. */
final class ProblemMembers {

    private static final URI BLANK = URI.create("about:blank");

    /** The members that each has, and the one in which it keeps all others. */
    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance", "properties");

    private ProblemMembers() {}

    /** Adds to a copy of the problem only. */
    static void addTo(ProblemDetail copy, Problem problem, HttpServletRequest request, Instant now) {
        if (copy.getType() == null) {
            copy.setType(BLANK);
        }
        if (!StringUtils.hasText(copy.getDetail())) {
            copy.setDetail(problem.message());
        }
        add(copy, "error_code", problem.code().code());
        add(copy, "message", copy.getDetail());
        add(copy, "details", details(problem));
        add(copy, "timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        add(copy, "request_id", RequestAttributes.text(request, RequestAttributes.REQUEST_ID));
        add(copy, "severity", problem.code().severity().text());
        add(copy, "category", problem.code().category().text());
    }

    /** Handlers may share one between requests. The members that a class of its own adds become properties. */
    static @Nullable ProblemDetail copyOf(ProblemDetail detail, OwnMembers own) {
        if (detail.getClass() == ProblemDetail.class) {
            return plainCopyOf(detail);
        }
        Map<?, ?> members = own.of(detail);
        if (members == null) {
            return null;
        }
        ProblemDetail copy = plainCopyOf(detail);
        members.forEach((name, value) -> {
            if (!STANDARD.contains(name)) {
                add(copy, String.valueOf(name), value);
            }
        });
        return copy;
    }

    static ProblemDetail plainCopyOf(ProblemDetail detail) {
        return new Copy(detail);
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
