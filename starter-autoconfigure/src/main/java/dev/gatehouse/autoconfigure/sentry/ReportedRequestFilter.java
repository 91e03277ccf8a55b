package dev.gatehouse.autoconfigure.sentry;

import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestAttributes;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Names the request and its user in all that Sentry is told while the request is handled, its transaction included, which
 * ends outside of the logging context. Stands behind Sentry's own filter, which opens a scope for each request, and acts
 * on the dispatch REQUEST. Thread-safe.
 */
final class ReportedRequestFilter extends HttpRequestFilter {

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Sentry.configureScope(scope -> scope.addEventProcessor(new RequestProcessor(request)));
        chain.doFilter(request, response);
    }

    /** Asks the request when there is something to report: the user is known later than the filter. */
    private record RequestProcessor(HttpServletRequest request) implements EventProcessor {

        @Override
        public SentryEvent process(SentryEvent event, Hint hint) {
            name(event);
            return event;
        }

        @Override
        public SentryTransaction process(SentryTransaction transaction, Hint hint) {
            name(transaction);
            return transaction;
        }

        private void name(SentryBaseEvent event) {
            ReportContext.name(event, text(RequestAttributes.REQUEST_ID), text(RequestAttributes.USER));
        }

        private @Nullable String text(String attribute) {
            return RequestAttributes.text(request, attribute);
        }
    }
}
