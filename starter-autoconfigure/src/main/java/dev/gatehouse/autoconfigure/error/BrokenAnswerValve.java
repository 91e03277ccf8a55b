package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.CloseNowException;

/**
 * Resets a stream of HTTP/2 whose answer broke off. Over HTTP/1.1 Tomcat hangs up, so that the end of the body is missing; over
 * HTTP/2 it ends the stream as if all of it was there. Belongs into the pipeline of the context, in front of the application and
 * behind Tomcat's own handling of its failures. Thread-safe.
 */
final class BrokenAnswerValve extends ValveBase {

    private static final String HTTP_2 = "HTTP/2.0";

    BrokenAnswerValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (response.isErrorReportRequired() && hasBrokenOff(request, response)) {
            withholdEnd(response);
        }
    }

    /** Who was refused in the middle of a request has the answer. */
    private static boolean hasBrokenOff(Request request, Response response) {
        return HTTP_2.equals(request.getProtocol())
                && response.getCoyoteResponse().isCommitted()
                && !request.isAsync()
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null
                && request.getAttribute(RequestAttributes.REFUSED) == null;
    }

    /**
     * The only thing that comes between the last bytes and the end of the stream are trailers. Where they fail in this way, Tomcat
     * takes the stream for one that cannot go on, and resets it.
     */
    private static void withholdEnd(Response response) {
        response.getCoyoteResponse().setTrailerFields(BrokenAnswerValve::fail);
    }

    private static Map<String, String> fail() {
        throw BrokenAnswerValve.<RuntimeException>unchecked(
                new CloseNowException("The answer broke off after its first bytes were sent."));
    }

    /** Trailers may throw nothing that is checked, but who asks for them expects it. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(IOException exception) throws E {
        throw (E) exception;
    }
}
