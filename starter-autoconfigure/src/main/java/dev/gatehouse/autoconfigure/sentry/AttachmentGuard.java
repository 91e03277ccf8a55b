package dev.gatehouse.autoconfigure.sentry;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;

/** Leaves attachments out: nobody can tell what is in them. Thread-safe. */
final class AttachmentGuard implements EventProcessor {

    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        hint.clearAttachments();
        return event;
    }

    @Override
    public SentryTransaction process(SentryTransaction transaction, Hint hint) {
        hint.clearAttachments();
        return transaction;
    }

    /** Behind those of the service. */
    @Override
    public Long getOrder() {
        return Long.MAX_VALUE;
    }
}
