package dev.gatehouse.autoconfigure.drain;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Says when the server has stopped, and the rest is closed: pools say so themselves. */
final class ServerStopped implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ServerStopped.class);

    private volatile boolean running;

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        log.info("The server has stopped; pools are closed.");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }
}
