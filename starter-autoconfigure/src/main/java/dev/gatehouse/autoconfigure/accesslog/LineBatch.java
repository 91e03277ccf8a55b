package dev.gatehouse.autoconfigure.accesslog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds lines back for a moment and writes many of them with one call, and events whose lines are made then. Keeps their order
 * and loses none: what finds no room makes its own thread write out first, {@link #flush} and {@link #close} write what is
 * held, and so does the end of the virtual machine, after which nothing is held back any more. Only a process that is killed
 * takes the lines of the last moment with it. Bounded by its buffer and by {@link HeldEvents}. Thread-safe, and without
 * {@code synchronized}.
 */
final class LineBatch extends OutputStream {

    static final int CAPACITY = 64 * 1024;

    /** So many events are written at once, before the next ones find no room. */
    private static final int MANY = HeldEvents.CAPACITY / 2;

    private final OutputStream target;
    private final Function<ILoggingEvent, byte[]> encoder;
    private final long delayNanos;
    private final Consumer<Throwable> onFailure;
    private final HeldEvents events = new HeldEvents();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread atExit = new Thread(this::holdNothing, "gatehouse-access-log-exit");
    private final Thread writer;

    /** All below are guarded by the lock; the writer's thread looks at the count without it, to know whether to wait. */
    private final byte[] held = new byte[CAPACITY];

    private volatile int count;
    private boolean making;
    private volatile boolean running;
    private volatile boolean closed;

    /**
     * Creates a batch, and its thread, which starts with the first line.
     *
     * @param target where the lines go
     * @param encoder makes the line of an event; what it throws costs this line alone
     * @param delay how long a line may be held, more than zero
     * @param onFailure hears of it when lines cannot be made or written and no caller is there to be told
     */
    LineBatch(
            OutputStream target,
            Function<ILoggingEvent, byte[]> encoder,
            Duration delay,
            Consumer<Throwable> onFailure) {
        this(target, encoder, delay, onFailure, Thread::new);
    }

    LineBatch(
            OutputStream target,
            Function<ILoggingEvent, byte[]> encoder,
            Duration delay,
            Consumer<Throwable> onFailure,
            ThreadFactory threads) {
        this.target = target;
        this.encoder = encoder;
        this.delayNanos = delay.toNanos();
        this.onFailure = onFailure;
        this.writer = threads.newThread(this::run);
        writer.setName("gatehouse-access-log");
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
            start();
            first = count == 0;
            makeLines();
            append(bytes, offset, length);
        } finally {
            lock.unlock();
        }
        if (first) {
            LockSupport.unpark(writer);
        }
    }

    /**
     * Holds an event, whose line is made when it is written.
     *
     * @param event prepared to be encoded by another thread
     * @throws IOException if there was no room for it, or no time, and it could not be written
     */
    void write(ILoggingEvent event) throws IOException {
        start();
        int size = events.add(event);
        if (size == 0) {
            write(encoder.apply(event));
        } else if (closed) {
            flush();
        } else if (size == 1 || size == MANY) {
            LockSupport.unpark(writer);
        }
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (closed || length > CAPACITY - count) {
                writeOut();
            }
        } finally {
            hold(bytes, offset, length);
        }
    }

    private void hold(byte[] bytes, int offset, int length) throws IOException {
        if (closed || length > CAPACITY) {
            target.write(bytes, offset, length);
            target.flush();
            return;
        }
        int end = count;
        System.arraycopy(bytes, offset, held, end, length);
        count = end + length;
    }

    /** An encoder that logs itself finds the lines being made: what it says comes in between. */
    private void makeLines() {
        if (making) {
            return;
        }
        making = true;
        try {
            int taken = events.take();
            for (int i = 0; i < taken; i++) {
                makeLine(events.taken(i));
            }
        } finally {
            making = false;
        }
    }

    private void makeLine(ILoggingEvent event) {
        try {
            byte[] line = encoder.apply(event);
            append(line, 0, line.length);
        } catch (Throwable e) {
            // The others may still get through, and the caller knows nothing of this one.
            tell(e);
        }
    }

    private void start() {
        if (running || closed) {
            return;
        }
        lock.lock();
        try {
            // What is closed meanwhile waits for the lock before it takes the hook away.
            if (!running && !closed) {
                startWriter();
                running = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void startWriter() {
        try {
            writer.start();
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The virtual machine is ending.
            holdNoneBack();
        } catch (OutOfMemoryError e) {
            // Mostly no thread is to be had. The lines still get through.
            holdNoneBack();
            tell(e);
        }
    }

    private void run() {
        while (!closed) {
            if (count == 0 && events.size() == 0) {
                LockSupport.park(this);
            } else {
                waitForMore();
                flushOrTell();
            }
        }
    }

    private void waitForMore() {
        long end = System.nanoTime() + delayNanos;
        for (long left = delayNanos; left > 0 && events.size() < MANY && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Writes what is held. Throws nothing: an error of one moment must not end the thread that writes. */
    void flushOrTell() {
        try {
            flush();
        } catch (Throwable e) {
            tell(e);
        }
    }

    private void tell(Throwable failure) {
        try {
            onFailure.accept(failure);
        } catch (Throwable e) {
            // Such as no memory to tell that there is none.
            return;
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            makeLines();
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
        holdNoneBack();
        flushOrTell();
    }

    /** From now on each line is written at once. */
    private void holdNoneBack() {
        closed = true;
        LockSupport.unpark(writer);
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
