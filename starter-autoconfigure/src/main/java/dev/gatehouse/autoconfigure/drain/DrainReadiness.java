package dev.gatehouse.autoconfigure.drain;

import dev.gatehouse.drain.Drain;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/**
 * Takes readiness away while the service drains, whoever began that, and gives it back if the drain is called off. What
 * others said of readiness stays theirs: it takes only what there is, and gives back only what it took. Thread-safe.
 */
final class DrainReadiness {

    private final Drain drain;
    private final ApplicationContext context;
    private final Lock lock = new ReentrantLock();
    private boolean accepting;
    private boolean taken;

    DrainReadiness(Drain drain, ApplicationContext context) {
        this.drain = drain;
        this.context = context;
    }

    /** Keeps in mind what others say. */
    void see(AvailabilityChangeEvent<?> change) {
        if (change.getSource() == this || !(change.getState() instanceof ReadinessState)) {
            return;
        }
        lock.lock();
        try {
            accepting = change.getState() == ReadinessState.ACCEPTING_TRAFFIC;
            taken = false;
        } finally {
            lock.unlock();
        }
    }

    void follow() {
        lock.lock();
        try {
            if (drain.hasBegun() && accepting) {
                accepting = false;
                taken = true;
                publish(ReadinessState.REFUSING_TRAFFIC);
            } else if (!drain.hasBegun() && taken) {
                accepting = true;
                taken = false;
                publish(ReadinessState.ACCEPTING_TRAFFIC);
            }
        } finally {
            lock.unlock();
        }
    }

    private void publish(ReadinessState state) {
        AvailabilityChangeEvent.publish(context, this, state);
    }
}
