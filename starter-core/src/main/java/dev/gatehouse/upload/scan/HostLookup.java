package dev.gatehouse.upload.scan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of a host in time. A look-up cannot be ended from outside, so that it has a thread of its own, and all
 * who ask meanwhile wait for the same one: a name server that does not answer holds one thread, not one for each scan.
 */
final class HostLookup {

    private final String host;
    private final Resolver resolver;
    private final AtomicReference<@Nullable CompletableFuture<InetAddress>> running = new AtomicReference<>();

    HostLookup(String host, Resolver resolver) {
        this.host = host;
        this.resolver = resolver;
    }

    /**
     * Waits for the address.
     *
     * @throws SocketTimeoutException if it is not found in time
     * @throws UnknownHostException if there is none
     * @throws ClosedByInterruptException if the thread is interrupted, as a channel would
     */
    InetAddress within(long nanos) throws IOException {
        try {
            return joined().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new ClosedByInterruptException().initCause(e);
        } catch (ExecutionException e) {
            throw (IOException) new UnknownHostException(host).initCause(e.getCause());
        }
    }

    private CompletableFuture<InetAddress> joined() {
        CompletableFuture<InetAddress> own = new CompletableFuture<>();
        CompletableFuture<InetAddress> other = running.compareAndExchange(null, own);
        if (other != null) {
            return other;
        }
        Thread thread = new Thread(() -> lookUp(own), "gatehouse-clamav-lookup");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (RuntimeException | Error e) {
            fail(own, e);
        }
        return own;
    }

    /** Whoever asks after the end is told of a new look-up. */
    private void lookUp(CompletableFuture<InetAddress> result) {
        try {
            InetAddress address = resolver.resolve(host);
            running.set(null);
            result.complete(address);
        } catch (IOException | RuntimeException | Error e) {
            fail(result, e);
        }
    }

    /** Whatever it was, the next look-up may do better. */
    private void fail(CompletableFuture<InetAddress> result, Throwable failure) {
        running.set(null);
        result.completeExceptionally(failure);
    }

    private static SocketTimeoutException late(TimeoutException e) {
        SocketTimeoutException late = new SocketTimeoutException("The name of clamd's host was not looked up in time.");
        late.initCause(e);
        return late;
    }

    /** What asks the name server. */
    @FunctionalInterface
    interface Resolver {
        InetAddress resolve(String host) throws IOException;
    }
}
