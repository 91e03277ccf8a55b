package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.errorrecord.ErrorStore;
import org.springframework.context.SmartLifecycle;

/**
 * Feeds the store while the service runs: from when it is wired, so that a store may use whatever it likes, until the web
 * server has stopped, so that the last errors are written too.
 */
final class ErrorRecorderLifecycle implements SmartLifecycle {

    private final ErrorRecorder recorder;
    private final ErrorStore store;
    private volatile boolean running;

    ErrorRecorderLifecycle(ErrorRecorder recorder, ErrorStore store) {
        this.recorder = recorder;
        this.store = store;
    }

    @Override
    public void start() {
        recorder.start(store);
        running = true;
    }

    @Override
    public void stop() {
        recorder.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The web server has a high phase: what is high stops first. */
    @Override
    public int getPhase() {
        return 0;
    }
}
