package dev.gatehouse.deadline;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Handlers that take longer than they may, each in its own way. */
final class SlowHandlers {

    private final long millis;

    SlowHandlers(long millis) {
        this.millis = millis;
    }

    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/sleeping" -> sleep(60_000);
            case "/restoring" -> sleepAndRestoreTheFlag();
            case "/swallowing" -> swallow(response);
            case "/late" -> sleepAndAnswer(response);
            case "/giving-up" -> spin();
            case "/busy" -> {
                spin();
                response.getWriter().print("done late");
            }
            case "/edge" -> answerAboutNow(response);
            case "/streaming" -> stream(response);
            case "/async" -> complete(request, "text/plain", false);
            case "/sse" -> complete(request, "text/event-stream", true);
            case "/flagged" -> Thread.currentThread().interrupt();
            default -> report(request, response);
        }
    }

    /** Tells from where the request came and on what kind of thread it is. */
    private static void report(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String flag = Thread.currentThread().isInterrupted() ? "interrupted" : "ok";
        response.getWriter().print(flag + " " + request.getRemotePort());
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sleepAndAnswer(HttpServletResponse response) throws IOException {
        sleep(millis);
        response.getWriter().print("late");
    }

    private static void sleepAndRestoreTheFlag() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void swallow(HttpServletResponse response) throws IOException {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            response.getWriter().print("done late");
        }
    }

    /** Does not stop for the interrupt, as a computation does not; goes on until it was there, for tests on slow machines. */
    void spin() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long latest = end + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() - end < 0
                || (!Thread.currentThread().isInterrupted() && System.nanoTime() - latest < 0)) {
            Thread.onSpinWait();
        }
    }

    /** Ends just before or just after the deadline, or at that very moment. */
    private void answerAboutNow(HttpServletResponse response) throws IOException {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(millis)));
        response.getWriter().print("just in time");
    }

    private void stream(HttpServletResponse response) throws IOException {
        response.getOutputStream().print("begin ");
        response.flushBuffer();
        sleep(millis);
        response.getOutputStream().print("end");
    }

    private void complete(HttpServletRequest request, String type, boolean flush) throws IOException {
        AsyncContext async = request.startAsync();
        async.getResponse().setContentType(type);
        if (flush) {
            async.getResponse().flushBuffer();
        }
        CompletableFuture.runAsync(() -> {
            sleep(millis);
            try {
                async.getResponse().getWriter().print("data: done");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            async.complete();
        });
    }
}
