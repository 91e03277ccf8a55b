package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

@Tag("any-boot")
class CallableContextTests {

    private final CallableContext context = new CallableContext();
    private final Recyclable facade = new Recyclable();
    private final ServletWebRequest request = new ServletWebRequest(facade);
    private final Callable<String> task = () -> "";

    @BeforeEach
    void startTheCallableOfARequest() {
        MDC.setContextMap(Map.of("request_id", "mine"));
        context.beforeConcurrentHandling(request, task);
        MDC.setContextMap(Map.of("worker", "1"));
    }

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void theThreadHasTheContextOfTheRequestAndThenItsOwn() {
        context.preProcess(request, task);
        assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("request_id", "mine"));
        context.postProcess(request, task, null);
        assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("worker", "1"));
    }

    @Test
    void theThreadGetsItsOwnBackWhenTheRequestIsGone() {
        context.preProcess(request, task);
        facade.recycled = true;
        context.postProcess(request, task, null);
        assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("worker", "1"));
    }

    @Test
    void aCallableThatBeginsAfterTheTimeOutRunsWithoutAContext() {
        facade.recycled = true;
        context.preProcess(request, task);
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        context.postProcess(request, task, null);
        assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("worker", "1"));
    }

    /** Tomcat answers like this once it has taken the request back. */
    private static final class Recyclable extends MockHttpServletRequest {

        private boolean recycled;

        @Override
        public @Nullable Object getAttribute(String name) {
            if (recycled) {
                throw new IllegalStateException("The request object has been recycled.");
            }
            return super.getAttribute(name);
        }
    }
}
