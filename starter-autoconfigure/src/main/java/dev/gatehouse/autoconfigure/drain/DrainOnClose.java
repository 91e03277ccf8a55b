package dev.gatehouse.autoconfigure.drain;

import dev.gatehouse.drain.Drain;
import dev.gatehouse.drain.ShutdownTimes;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;

/**
 * Holds the end of the context up for the drain. Everything else, such as a management server on a port of its own, ends by
 * the same event, so this comes first. As the first lifecycle to stop it waits as well: events may be delivered on another
 * thread, and a context that only stops has none. It waits once for each end, whoever began the drain. A context that is
 * started again after a stop drains again when it ends. A service that never was ready has nobody to wait for.
 */
final class DrainOnClose implements SmartApplicationListener, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DrainOnClose.class);

    /** Waits for some milliseconds. */
    @FunctionalInterface
    interface Pause {
        void forMillis(long millis) throws InterruptedException;
    }

    private final Drain drain;
    private final ShutdownTimes times;
    private final ApplicationContext context;
    private final Pause pause;
    private final DrainReadiness readiness;
    private final Lock lock = new ReentrantLock();
    private volatile boolean everReady;
    private volatile boolean waited;
    private volatile boolean begunHere;
    private volatile boolean running;

    DrainOnClose(Drain drain, ShutdownTimes times, ApplicationContext context, Pause pause) {
        this.drain = drain;
        this.times = times;
        this.context = context;
        this.pause = pause;
        this.readiness = new DrainReadiness(drain, context);
        drain.onChange(readiness::follow);
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
        return ContextClosedEvent.class.isAssignableFrom(type) || AvailabilityChangeEvent.class.isAssignableFrom(type);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof AvailabilityChangeEvent<?> change) {
            everReady |= change.getState() == ReadinessState.ACCEPTING_TRAFFIC;
            readiness.see(change);
        } else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
            drain();
        }
    }

    /** Who comes second waits until the first is done. */
    private void drain() {
        lock.lock();
        try {
            if (everReady && !waited && !times.drain().isZero()) {
                waited = true;
                begunHere = drain.begin();
                log.info(
                        "Stopping: not ready any more; requests are still answered for {} ms.",
                        times.drain().toMillis());
                pause.forMillis(times.drain().toMillis());
                log.info(
                        "Drained: no new connections from now on; requests in flight have {} ms.",
                        times.inFlight().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("The drain was interrupted, the service stops now.");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        waited = false;
        if (begunHere) {
            begunHere = false;
            drain.cancel();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        drain();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }
}
