package dev.gatehouse.autoconfigure.sentry;

import dev.gatehouse.error.ProblemException;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups reports of a {@link ProblemException} by its error code: the same problem is raised in many places, and by its
 * stack trace each of them would be a group. Thread-safe.
 */
final class ReportGrouping implements EventProcessor {

    static final String ERROR_CODE = "error_code";

    private static final int MAX_CAUSES = 10;

    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        String code = codeOf(event.getThrowable());
        if (code != null) {
            event.setTag(ERROR_CODE, code);
            List<String> own = event.getFingerprints();
            if (own == null || own.isEmpty()) {
                event.setFingerprints(List.of(code));
            }
        }
        return event;
    }

    private static @Nullable String codeOf(@Nullable Throwable thrown) {
        Throwable current = thrown;
        for (int depth = 0; depth < MAX_CAUSES && current != null; depth++) {
            if (current instanceof ProblemException raised) {
                return raised.problem().code().code();
            }
            current = current.getCause();
        }
        return null;
    }
}
