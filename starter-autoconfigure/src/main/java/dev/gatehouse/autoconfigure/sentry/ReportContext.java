package dev.gatehouse.autoconfigure.sentry;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.User;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names request and user in reports from threads that only have the logging context. Thread-safe. */
final class ReportContext implements EventProcessor {

    static final String REQUEST_ID = "request_id";

    private final Supplier<@Nullable String> currentId;
    private final Supplier<@Nullable String> currentUser;

    ReportContext(Supplier<@Nullable String> currentId, Supplier<@Nullable String> currentUser) {
        this.currentId = currentId;
        this.currentUser = currentUser;
    }

    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        name(event, currentId.get(), currentUser.get());
        return event;
    }

    @Override
    public SentryTransaction process(SentryTransaction transaction, Hint hint) {
        name(transaction, currentId.get(), currentUser.get());
        return transaction;
    }

    /** What is named already stays. */
    static void name(SentryBaseEvent event, @Nullable String requestId, @Nullable String userId) {
        if (requestId != null && event.getTag(REQUEST_ID) == null) {
            event.setTag(REQUEST_ID, requestId);
        }
        if (userId == null) {
            return;
        }
        User user = event.getUser();
        if (user == null) {
            user = new User();
            event.setUser(user);
        }
        if (user.getId() == null) {
            user.setId(userId);
        }
    }
}
