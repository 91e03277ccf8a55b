package dev.gatehouse.autoconfigure.accesslog;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds lines back for a moment and writes many of them with one call. Keeps their order and loses none: a line that
 * finds no room makes its own thread write out first, {@link #flush} and {@link #close} write what is held, and so does
 * the end of the virtual machine, after which nothing is held back any more. Only a process that is killed takes the
 * lines of the last moment with it. Bounded by its buffer. Thread-safe, and without {@code synchronized}.
 */
final class LineBatch extends OutputStream {

    static final int CAPACITY = 64 * 1024;

    private final OutputStream target;
    private final long delayNanos;
    private final Consumer<IOException> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread atExit = new Thread(this::holdNothing, "gatehouse-access-log-exit");
    private final Thread writer = new Thread(this::run, "gatehouse-access-log");

    /** All below are guarded by the lock; the writer's thread looks at the count without it, to know whether to wait. */
    private final byte[] held = new byte[CAPACITY];

    private volatile int count;
    private boolean running;
    private volatile boolean closed;

    /**
     * Creates a batch, and its thread, which starts with the first line.
     *
     * @param target where the lines go
     * @param delay how long a line may be held, more than zero
     * @param onFailure hears of it when the lines cannot be written and no caller is there to be told
     */
    LineBatch(OutputStream target, Duration delay, Consumer<IOException> onFailure) {
        this.target = target;
        this.delayNanos = delay.toNanos();
        this.onFailure = onFailure;
        writer.setDaemon(true);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        boolean first;
        lock.lock();
        try {
            if (!running) {
                start();
            }
            if (closed || length > CAPACITY - count) {
                writeOut();
            }
            if (closed || length > CAPACITY) {
                target.write(bytes, offset, length);
                target.flush();
                return;
            }
            int end = count;
            System.arraycopy(bytes, offset, held, end, length);
            count = end + length;
            first = end == 0;
        } finally {
            lock.unlock();
        }
        if (first) {
            LockSupport.unpark(writer);
        }
    }

    private void start() {
        running = true;
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The virtual machine is ending: each line is written at once.
            closed = true;
            return;
        }
        writer.start();
    }

    private void run() {
        while (!closed) {
            if (count == 0) {
                LockSupport.park(this);
            } else {
                waitForMore();
                flushOrTell();
            }
        }
    }

    private void waitForMore() {
        long end = System.nanoTime() + delayNanos;
        for (long left = delayNanos; left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void flushOrTell() {
        try {
            flush();
        } catch (IOException e) {
            onFailure.accept(e);
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            writeOut();
        } finally {
            lock.unlock();
        }
    }

    private void writeOut() throws IOException {
        int length = count;
        if (length > 0) {
            // First: what cannot be written now cannot be written later either, and must not block what follows.
            count = 0;
            target.write(held, 0, length);
        }
        target.flush();
    }

    private void holdNothing() {
        closed = true;
        LockSupport.unpark(writer);
        flushOrTell();
    }

    /** Writes what is held and ends the thread. The target stays open: it is the console. */
    @Override
    public void close() {
        holdNothing();
        removeHook();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The virtual machine is ending and runs the hook itself, which finds nothing left to write.
            return;
        }
    }

    /** For tests: the thread that writes, or null while there has been nothing to write. */
    @Nullable
    Thread writer() {
        return running ? writer : null;
    }
}
