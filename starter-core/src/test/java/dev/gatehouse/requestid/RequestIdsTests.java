package dev.gatehouse.requestid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestIdsTests {

    private final RequestIds ids = new RequestIds(RequestIdSettings.defaults(), new RandomRequestIds());
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void endWork() {
        pool.shutdownNow();
        MDC.clear();
    }

    @Test
    void thereIsNoIdOutsideOfWork() {
        assertThat(ids.current()).isNull();
    }

    @Test
    void whatIsNoIdIsNotTakenForOne() {
        MDC.put("request_id", "a\r\nX-Evil: 1");
        assertThat(ids.current()).isNull();
    }

    @Test
    void runsATaskUnderANewIdAndLeavesTheContextAsItWas() {
        MDC.put("request_id", "outer");
        MDC.put("tenant", "acme");
        AtomicReference<String> seen = new AtomicReference<>();
        ids.runWithNewId(() -> {
            seen.set(ids.current());
            MDC.put("left-behind", "x");
        });
        assertThat(seen.get()).matches("[0-9a-f]{32}");
        assertThat(MDC.getCopyOfContextMap()).hasSize(2).containsEntry("request_id", "outer");
    }

    @Test
    void aTaskWithoutAnIdGetsOneAndOneWithAnIdKeepsIt() {
        ids.runWithIdOrNew(() -> assertThat(ids.current()).hasSize(32));
        ids.runWithId(
                "given",
                () -> ids.runWithIdOrNew(() -> assertThat(ids.current()).isEqualTo("given")));
        assertThat(ids.current()).isNull();
    }

    @Test
    void aShortLimitForInboundIdsDoesNotBindNewOnes() {
        RequestIds strict = new RequestIds(
                new RequestIdSettings("X-Id", "id", 8, InvalidIdPolicy.REGENERATE), new RandomRequestIds());
        strict.runWithNewId(
                () -> strict.runWithIdOrNew(() -> assertThat(strict.current()).hasSize(32)));
    }

    @Test
    void refusesToRunUnderWhatIsNoId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ids.runWithId("a b", () -> {}))
                .withMessageNotContaining("a b");
    }

    @Test
    void aWrappedExecutorTakesTheWholeContextToACompletableFuture() {
        MDC.put("tenant", "acme");
        Executor executor = RequestIds.wrap((Executor) pool);
        AtomicReference<String> seen = new AtomicReference<>();
        ids.runWithId(
                "mine",
                () -> CompletableFuture.supplyAsync(() -> ids.current() + MDC.get("tenant"), executor)
                        .thenAccept(seen::set)
                        .join());
        assertThat(seen).hasValue("mineacme");
    }

    @Test
    void nothingLeaksToTheNextTaskOfThePool() throws Exception {
        ExecutorService executor = RequestIds.wrap(pool);
        ids.runWithId("mine", () -> executor.execute(() -> MDC.put("left-behind", "x")));
        assertThat(pool.submit(MDC::getCopyOfContextMap).get()).isNullOrEmpty();
    }

    @Test
    void aTaskFromOutsideDoesNotSeeWhatThePoolThreadHolds() throws Exception {
        pool.submit(() -> MDC.put("request_id", "of-the-thread")).get();
        assertThat(RequestIds.wrap(pool)
                        .submit(() -> String.valueOf(ids.current()))
                        .get())
                .isEqualTo("null");
        assertThat(pool.submit(ids::current).get()).isEqualTo("of-the-thread");
    }

    @Test
    void everyWayIntoAnExecutorServiceCarriesTheContext() throws Exception {
        ExecutorService executor = RequestIds.wrap(pool);
        MDC.put("request_id", "mine");
        Callable<String> task = ids::current;
        AtomicReference<String> seen = new AtomicReference<>();
        Runnable note = () -> seen.set(ids.current());

        assertThat(executor.submit(task).get()).isEqualTo("mine");
        assertThat(executor.submit(note, "done").get()).isEqualTo("done");
        assertThat(seen.getAndSet(null)).isEqualTo("mine");
        executor.submit(note).get();
        assertThat(seen).hasValue("mine");
        assertThat(executor.invokeAll(List.of(task)).get(0).get()).isEqualTo("mine");
        assertThat(executor.invokeAll(List.of(task), 5, TimeUnit.SECONDS).get(0).get())
                .isEqualTo("mine");
        assertThat(executor.invokeAny(List.of(task))).isEqualTo("mine");
        assertThat(executor.invokeAny(List.of(task), 5, TimeUnit.SECONDS)).isEqualTo("mine");
        executor.shutdown();
        assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(executor.shutdownNow()).isEmpty();
    }

    @Test
    void addsTheIdToARequestOfTheJdkClientUnlessTheCallerDid() {
        HttpRequest plain = HttpRequest.newBuilder(URI.create("http://localhost/"))
                .header("Accept", "text/plain")
                .build();
        HttpRequest own = HttpRequest.newBuilder(URI.create("http://localhost/"))
                .header("x-request-id", "own")
                .build();
        assertThat(ids.propagate(plain)).isSameAs(plain);
        ids.runWithId("mine", () -> {
            assertThat(ids.propagate(plain).headers().map())
                    .containsEntry("X-Request-ID", List.of("mine"))
                    .containsEntry("Accept", List.of("text/plain"));
            assertThat(ids.propagate(own)).isSameAs(own);
        });
    }
}
