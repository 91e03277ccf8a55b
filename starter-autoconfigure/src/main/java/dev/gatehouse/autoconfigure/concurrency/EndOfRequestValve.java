package dev.gatehouse.autoconfigure.concurrency;

import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Lets out the requests that Tomcat forgets: an asynchronous one whose client hangs up in the middle of the answer now and then
 * ends without a word to its listeners. Of the end of every request Tomcat tells its access logs. Thread-safe.
 */
final class EndOfRequestValve extends ValveBase implements AccessLog {

    EndOfRequestValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        ConcurrencyLimitFilter.letOut(request);
    }

    /** Logs nothing. */
    @Override
    public void setRequestAttributesEnabled(boolean enabled) {}

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
