package dev.gatehouse.error;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused or failed, as the client is told (RFC 9457). Immutable. Start with {@link #of} and add what
 * is known; {@link RejectionWriter} adds the instance, the time and the request id.
 */
public final class Problem {

    private final ErrorCode code;
    private final String message;
    private final @Nullable URI type;
    private final @Nullable String title;
    private final List<FieldProblem> details;
    private final Map<String, List<String>> headers;
    private final Map<String, @Nullable Object> extensions;
    private final @Nullable Refusal refusal;

    private Problem(
            ErrorCode code,
            String message,
            @Nullable URI type,
            @Nullable String title,
            List<FieldProblem> details,
            Map<String, List<String>> headers,
            Map<String, @Nullable Object> extensions,
            @Nullable Refusal refusal) {
        this.code = code;
        this.message = message;
        this.type = type;
        this.title = title;
        this.details = details;
        this.headers = headers;
        this.extensions = extensions;
        this.refusal = refusal;
    }

    /**
     * Starts a problem of a kind.
     *
     * @param code the kind, which also gives the status and the message
     * @return a problem without details or headers
     */
    public static Problem of(ErrorCode code) {
        return new Problem(code, code.message(), null, null, List.of(), Map.of(), Map.of(), null);
    }

    /**
     * Says more precisely what happened.
     *
     * @param newMessage a sentence for the client; never the text of an exception or a value the client sent
     * @return a copy with that message
     */
    public Problem withMessage(String newMessage) {
        return new Problem(code, newMessage, type, title, details, headers, extensions, refusal);
    }

    /**
     * Names the problem type (RFC 9457, 3.1.1).
     *
     * @param newType a URI that identifies the problem type
     * @return a copy with that type
     */
    public Problem withType(URI newType) {
        return new Problem(code, message, newType, title, details, headers, extensions, refusal);
    }

    /**
     * Names the problem type for people (RFC 9457, 3.1.4).
     *
     * @param newTitle a short text, the same for each problem of the type; without one the reason phrase of the status
     * @return a copy with that title
     */
    public Problem withTitle(String newTitle) {
        return new Problem(code, message, type, newTitle, details, headers, extensions, refusal);
    }

    /**
     * Says what is wrong with which field.
     *
     * @param newDetails one entry per finding
     * @return a copy with these details
     */
    public Problem withDetails(List<FieldProblem> newDetails) {
        return new Problem(code, message, type, title, List.copyOf(newDetails), headers, extensions, refusal);
    }

    /**
     * Adds a header to the answer.
     *
     * @param name the header's name
     * @param value its value, one line of visible ASCII
     * @return a copy that sets this header too
     */
    public Problem withHeader(String name, String value) {
        return withHeader(name, List.of(value));
    }

    /**
     * Adds a header that may come several times, each with a value of its own.
     *
     * @param name the header's name
     * @param values its values, each one line of visible ASCII
     * @return a copy that sets this header too
     */
    public Problem withHeader(String name, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.copyOf(values));
        return new Problem(code, message, type, title, details, Collections.unmodifiableMap(more), extensions, refusal);
    }

    /**
     * Says when the client may try again.
     *
     * @param wait how long to wait; rounded up to whole seconds, at least one
     * @return a copy with a {@code Retry-After} header (RFC 9110, 10.2.3)
     */
    public Problem withRetryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return withHeader("Retry-After", Long.toString(seconds));
    }

    /**
     * Adds an extension member to the body (RFC 9457, 3.2).
     *
     * @param name the member's name
     * @param value text, a number, a boolean, null, or a collection or a map of these; anything else is written as its text.
     *     Under a name that the body has already it is left out
     * @return a copy with this member
     */
    public Problem withExtension(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(code, message, type, title, details, headers, Collections.unmodifiableMap(more), refusal);
    }

    /**
     * Says which filter refused the request and why, for the metrics; the client does not see it.
     *
     * @param newRefusal the filter and its reason
     * @return a copy with that refusal
     */
    public Problem refusedBy(Refusal newRefusal) {
        return new Problem(code, message, type, title, details, headers, extensions, newRefusal);
    }

    public ErrorCode code() {
        return code;
    }

    public int status() {
        return code.status();
    }

    public String message() {
        return message;
    }

    public @Nullable URI type() {
        return type;
    }

    public @Nullable String title() {
        return title;
    }

    public List<FieldProblem> details() {
        return details;
    }

    public Map<String, List<String>> headers() {
        return headers;
    }

    public Map<String, @Nullable Object> extensions() {
        return extensions;
    }

    /**
     * Says which filter refused the request.
     *
     * @return the refusal, or null if this is no refusal by a filter
     */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public String toString() {
        return code.status() + " " + code.code() + ": " + message;
    }
}
