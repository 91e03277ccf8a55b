package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.catalina.Container;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;

/**
 * Writes Tomcat's own answers in the one format: those to requests that are so malformed that no filter ever sees them.
 * They run through the outermost filters here, so that they too have a request id, the security headers and a line in
 * the access log.
 */
final class ProblemReportValve extends ErrorReportValve {

    private final RejectionWriter rejections;
    private final Supplier<List<Filter>> outermost;

    ProblemReportValve(RejectionWriter rejections, Supplier<List<Filter>> outermost) {
        this.rejections = rejections;
        this.outermost = outermost;
    }

    /** Puts this valve in the place of every other one that reports errors on the host. */
    void install(Container host) {
        Pipeline pipeline = host.getPipeline();
        for (Valve valve : pipeline.getValves()) {
            if (valve instanceof ErrorReportValve) {
                pipeline.removeValve(valve);
            }
        }
        pipeline.addValve(this);
        if (host instanceof StandardHost standardHost) {
            standardHost.setErrorReportValveClass(ProblemReportValve.class.getName());
        }
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        boolean nothingToReport = status < 400 || response.getContentWritten() > 0 || !response.setErrorReported();
        if (nothingToReport || !isWritable(response)) {
            return;
        }
        Problem problem = Problem.of(ErrorCode.forStatus(status));
        FilterChain chain = (rq, rs) -> rejections.write((HttpServletRequest) rq, (HttpServletResponse) rs, problem);
        List<Filter> filters = outermost.get();
        for (int i = filters.size() - 1; i >= 0; i--) {
            Filter filter = filters.get(i);
            FilterChain inner = chain;
            chain = (rq, rs) -> filter.doFilter(rq, rs, inner);
        }
        try {
            chain.doFilter(request, response);
            response.finishResponse();
        } catch (IOException | ServletException e) {
            container.getLogger().debug("An error report could not be written", e);
        } catch (RuntimeException e) {
            // Tomcat would send what there is by now, and say nothing.
            container.getLogger().error("An error report could not be written", e);
        }
    }

    /** After some errors the connection is beyond use. */
    private static boolean isWritable(Response response) {
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
