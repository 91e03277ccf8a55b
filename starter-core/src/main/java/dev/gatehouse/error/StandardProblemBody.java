package dev.gatehouse.error;

import dev.gatehouse.web.LogText;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two formats that come with Gatehouse. */
final class StandardProblemBody implements ProblemBody {

    private static final URI BLANK = URI.create("about:blank");
    private static final int MAX_INSTANCE_LENGTH = 1024;

    private static final Set<String> OWN_MEMBERS = Set.of(
            "type",
            "title",
            "status",
            "detail",
            "instance",
            "error",
            "error_code",
            "message",
            "details",
            "timestamp",
            "request_id",
            "severity",
            "category");

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(402, "Payment Required"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(411, "Length Required"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(423, "Locked"),
            Map.entry(424, "Failed Dependency"),
            Map.entry(425, "Too Early"),
            Map.entry(426, "Upgrade Required"),
            Map.entry(428, "Precondition Required"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(451, "Unavailable For Legal Reasons"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"),
            Map.entry(505, "HTTP Version Not Supported"));

    private final ProblemFormat format;
    private final Clock clock;

    StandardProblemBody(ProblemFormat format, Clock clock) {
        this.format = format;
        this.clock = clock;
    }

    @Override
    public String contentType() {
        return format.contentType();
    }

    @Override
    public byte[] render(Problem problem, HttpServletRequest request) {
        JsonText json = new JsonText().begin();
        switch (format) {
            case PROBLEM -> problemMembers(json, problem, request);
            case ENVELOPE -> json.member("error", true).member("status", problem.status());
        }
        sharedMembers(json, problem, request);
        return json.end().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void problemMembers(JsonText json, Problem problem, HttpServletRequest request) {
        URI type = problem.type();
        json.member("type", (type == null ? BLANK : type).toString())
                .member("title", problem.title() == null ? title(problem.status()) : problem.title())
                .member("status", problem.status())
                .member("detail", problem.message());
        String instance = instance(request);
        if (instance != null) {
            json.member("instance", instance);
        }
    }

    private void sharedMembers(JsonText json, Problem problem, HttpServletRequest request) {
        json.member("error_code", problem.code().code()).member("message", problem.message());
        json.beginArray("details");
        for (FieldProblem detail : problem.details()) {
            json.begin()
                    .member("field", detail.field())
                    .member("message", detail.message())
                    .member("code", detail.code())
                    .end();
        }
        json.endArray();
        json.member(
                "timestamp", Instant.now(clock).truncatedTo(ChronoUnit.MILLIS).toString());
        String requestId = RequestAttributes.text(request, RequestAttributes.REQUEST_ID);
        if (requestId != null) {
            json.member("request_id", requestId);
        }
        json.member("severity", problem.code().severity().text())
                .member("category", problem.code().category().text());
        problem.extensions().forEach((name, value) -> {
            if (!OWN_MEMBERS.contains(name)) {
                json.any(name, value);
            }
        });
    }

    private static String title(int status) {
        return TITLES.getOrDefault(status, "HTTP Status " + status);
    }

    /** The path as the client sent it; in an error dispatch the one that failed, not that of the error page. */
    private static @Nullable String instance(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String text ? text : request.getRequestURI();
        return path == null || path.isEmpty() ? null : LogText.safe(path, MAX_INSTANCE_LENGTH);
    }
}
