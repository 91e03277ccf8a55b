package dev.gatehouse.deadline;

import dev.gatehouse.web.LogText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a worker was when it was found to go on; made to be logged, never thrown. */
final class StuckWorker extends Exception {

    private static final long serialVersionUID = 1;
    private static final int MAX_FRAMES = 64;
    private static final int MAX_PATH_LENGTH = 256;

    private StuckWorker(String message, StackTraceElement[] stack) {
        super(message, null, false, true);
        setStackTrace(stack);
    }

    static StuckWorker of(Thread worker, String method, String path, @Nullable String id, long overdueNanos) {
        StackTraceElement[] stack = worker.getStackTrace();
        String request = LogText.safe(method, 16) + " " + LogText.safe(path, MAX_PATH_LENGTH);
        return new StuckWorker(
                request + ", request id " + id + ", overdue by " + overdueNanos / 1_000_000 + " ms, thread "
                        + worker.getName(),
                stack.length <= MAX_FRAMES ? stack : Arrays.copyOf(stack, MAX_FRAMES));
    }
}
