package dev.gatehouse.autoconfigure.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.apache.catalina.Engine;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardEngine;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletResponse;

class EndOfRequestValveTests {

    private final ConcurrencyLimits limits = ConcurrencyLimits.defaults();
    private final Request request = new Request(new Connector(), new org.apache.coyote.Request());
    private final Response response = new Response(new org.apache.coyote.Response());
    private final Engine engine = new StandardEngine();

    @Test
    void letsOutARequestThatTomcatEndsWithoutAWordToItsListeners() throws Exception {
        engine.getPipeline().addValve(new EndOfRequestValve());
        new ConcurrencyLimitFilter(limits, RejectionWriter.withDefaults())
                .doFilter(new GoneOn(request), new MockHttpServletResponse(), (rq, rs) -> {});
        assertThat(limits.all().inFlight()).isOne();

        engine.logAccess(request, response, 0, true);
        engine.logAccess(request, response, 0, true);

        assertThat(limits.all().inFlight()).isZero();
    }

    /** A request that its handler has made asynchronous. */
    private static final class GoneOn extends HttpServletRequestWrapper {

        private final AsyncContext context = new MockAsyncContext(this, null);

        GoneOn(Request request) {
            super(request);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public boolean isAsyncStarted() {
            return true;
        }

        @Override
        public AsyncContext getAsyncContext() {
            return context;
        }
    }
}
