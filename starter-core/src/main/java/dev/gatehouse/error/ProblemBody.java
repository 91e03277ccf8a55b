package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;

/**
 * The body of a {@link Problem}, for a service whose clients know errors of another form. Every refusal and every error gets it,
 * those of the container included, so it must not rely on what other filters leave on the request. Implementations are
 * thread-safe.
 */
public interface ProblemBody {

    /**
     * Gives one of the formats that come with Gatehouse.
     *
     * @param format which one
     * @param clock tells the time that stands in the body
     * @return the body
     */
    static ProblemBody of(ProblemFormat format, Clock clock) {
        return new StandardProblemBody(format, clock);
    }

    /**
     * Tells the media type of each body.
     *
     * @return the value for {@code Content-Type}, e.g. {@code application/json}
     */
    String contentType();

    /**
     * Writes a problem for one request. If this throws, the client gets the problem as RFC 9457 has it.
     *
     * @param problem what to tell the client; its status and headers are on the response already
     * @param request the request, which may not be dispatched yet
     * @return the whole body, in the charset that the media type names or implies
     */
    byte[] render(Problem problem, HttpServletRequest request);
}
