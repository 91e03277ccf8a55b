package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** What a handler sees that is told of the end of its request, by a thread that has nothing to do with it. */
@Tag("any-boot")
class CompletionContextTests {

    private static final Map<String, String> OF_THE_CONTAINER = Map.of("worker", "1");

    private final MockHttpServletRequest servletRequest = new MockHttpServletRequest();
    private final StandardServletAsyncWebRequest request =
            new StandardServletAsyncWebRequest(servletRequest, new MockHttpServletResponse());
    private final WebAsyncManager manager = WebAsyncUtils.getAsyncManager(servletRequest);
    private final List<Map<String, String>> seen = new ArrayList<>();

    @BeforeEach
    void beginTheRequest() {
        servletRequest.setAsyncSupported(true);
        manager.setAsyncWebRequest(request);
        manager.setTaskExecutor(new TaskExecutorAdapter(new SyncTaskExecutor()));
        manager.registerCallableInterceptors(new CallableContext());
        manager.registerDeferredResultInterceptors(new DeferredResultContext());
        MDC.setContextMap(Map.of("request_id", "mine"));
    }

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void theCompletionOfADeferredResultHasTheContextOfTheRequest() throws Exception {
        DeferredResult<String> result = new DeferredResult<>();
        result.onCompletion(() -> seen.add(MDC.getCopyOfContextMap()));
        manager.startDeferredResultProcessing(result);
        completed();
    }

    @Test
    void theCompletionOfATaskHasTheContextOfTheRequest() throws Exception {
        WebAsyncTask<String> task = new WebAsyncTask<>(() -> "done");
        task.onCompletion(() -> seen.add(MDC.getCopyOfContextMap()));
        manager.startCallableProcessing(task);
        completed();
    }

    private void completed() throws Exception {
        MDC.setContextMap(OF_THE_CONTAINER);
        request.onComplete(new AsyncEvent(servletRequest.getAsyncContext()));
        assertThat(seen).containsExactly(Map.of("request_id", "mine"));
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(OF_THE_CONTAINER);
    }
}
