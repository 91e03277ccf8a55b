package dev.gatehouse.autoconfigure.tomcat;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Hands the headers of answers to Tomcat as bytes, once they are settled. For every answer that goes through a filter of
 * Gatehouse; put it anywhere in front of the application. Thread-safe.
 */
public final class EncodedHeadValve extends ValveBase {

    /** Creates the valve, which lets requests be asynchronous. */
    public EncodedHeadValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // An asynchronous request comes by more than once, and what was encoded the first time may still be waiting.
        if (!request.isAsync()) {
            request.setAttribute(RequestAttributes.LAST_HOOK, EncodedHead.of(response.getCoyoteResponse()));
        }
        getNext().invoke(request, response);
    }
}
