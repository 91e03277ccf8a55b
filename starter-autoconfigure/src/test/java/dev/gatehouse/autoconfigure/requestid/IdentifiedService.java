package dev.gatehouse.autoconfigure.requestid;

import jakarta.servlet.http.HttpServletResponse;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers with the request id as each kind of thread sees it. */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@Import({IdentifiedService.Ids.class, IdentifiedService.Work.class})
class IdentifiedService {

    static final Logger LOG = LoggerFactory.getLogger(IdentifiedService.class);

    static String here() {
        String id = String.valueOf(MDC.get("request_id"));
        LOG.info("seen {}", id);
        return id;
    }

    /** A pool of the service's own, with a decorator of its own. */
    @Bean
    ThreadPoolTaskExecutor ownPool() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(1);
        pool.setTaskDecorator(task -> () -> {
            MDC.put("decorated", String.valueOf(MDC.get("request_id")));
            task.run();
        });
        return pool;
    }

    @Bean
    SimpleAsyncTaskExecutor ownThreads() {
        return new SimpleAsyncTaskExecutor("own-");
    }

    static class Work {

        @Async("applicationTaskExecutor")
        CompletableFuture<String> async() {
            return CompletableFuture.completedFuture(here());
        }
    }

    @RestController
    static class Ids {

        private final Work work;
        private final AsyncTaskExecutor pool;
        private final AsyncTaskExecutor threads;
        private final ExecutorService plain = Executors.newCachedThreadPool();

        Ids(
                Work work,
                @Qualifier("ownPool") AsyncTaskExecutor pool,
                @Qualifier("ownThreads") AsyncTaskExecutor threads) {
            this.work = work;
            this.pool = pool;
            this.threads = threads;
        }

        @GetMapping("/here/{name}")
        String direct(@PathVariable String name) {
            return here();
        }

        @GetMapping("/async")
        String async() {
            return work.async().join();
        }

        @GetMapping("/pool")
        String pool() throws Exception {
            return pool.submit(() -> here() + " " + MDC.get("decorated")).get();
        }

        @GetMapping("/pool-without-id")
        String poolWithoutId() throws Exception {
            MDC.remove("request_id");
            return pool.submit(() -> here() + " " + MDC.get("decorated")).get();
        }

        @GetMapping("/threads")
        String threads() throws Exception {
            return threads.submit(IdentifiedService::here).get();
        }

        @GetMapping("/future")
        String future() {
            return CompletableFuture.supplyAsync(
                            IdentifiedService::here, dev.gatehouse.requestid.RequestIds.wrap(plain))
                    .join();
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return IdentifiedService::here;
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            DeferredResult<String> result = new DeferredResult<>();
            plain.execute(() -> result.setResult("later"));
            return result;
        }

        @GetMapping("/events")
        SseEmitter events() {
            SseEmitter emitter = new SseEmitter(1L);
            emitter.onTimeout(dev.gatehouse.requestid.RequestIds.wrap((Runnable) IdentifiedService::here));
            emitter.onCompletion(IdentifiedService::here);
            return emitter;
        }

        @GetMapping("/deferred-failure")
        DeferredResult<String> deferredFailure() {
            DeferredResult<String> result = new DeferredResult<>();
            plain.execute(() -> result.setErrorResult(new IllegalStateException("late failure")));
            return result;
        }

        @GetMapping("/streaming")
        StreamingResponseBody streaming() {
            return (OutputStream out) -> {
                out.write(here().getBytes(StandardCharsets.UTF_8));
                out.flush();
            };
        }

        @GetMapping("/reset")
        void reset(HttpServletResponse response) throws Exception {
            response.reset();
            response.getWriter().write(here());
        }

        @GetMapping("/send-error")
        void sendError(HttpServletResponse response) throws Exception {
            response.sendError(418);
        }

        @GetMapping("/failure")
        String failure() {
            throw new IllegalStateException("broken");
        }

        @GetMapping("/late-failure")
        void lateFailure(HttpServletResponse response) throws Exception {
            response.getWriter().write("begun");
            response.flushBuffer();
            new CountDownLatch(0).await();
            throw new IllegalStateException("broken late");
        }
    }
}
