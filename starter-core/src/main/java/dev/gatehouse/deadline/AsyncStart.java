package dev.gatehouse.deadline;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Duration;

/** Notes when a request went asynchronous, for its container may count from then on. Before that, when its dispatch began. */
final class AsyncStart extends HttpServletRequestWrapper {

    private static final String JETTY = "org.eclipse.jetty.";

    private long start = System.nanoTime();

    AsyncStart(HttpServletRequest request) {
        super(request);
    }

    @Override
    public AsyncContext startAsync() {
        long now = System.nanoTime();
        AsyncContext context = super.startAsync();
        start = now;
        return context;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        long now = System.nanoTime();
        AsyncContext context = super.startAsync(request, response);
        start = now;
        return context;
    }

    /**
     * Tells how much of a time-out is over already: Jetty does not begin to count before the chain has returned. Another
     * container that waits as long waits too long rather than not long enough.
     */
    Duration counted(AsyncContext context) {
        return context.getClass().getName().startsWith(JETTY)
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - start);
    }
}
