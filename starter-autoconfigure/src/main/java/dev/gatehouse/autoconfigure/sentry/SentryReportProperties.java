package dev.gatehouse.autoconfigure.sentry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Gatehouse does with reports to Sentry. Sentry itself is configured below "sentry", and off without sentry.dsn.
 *
 * @param enabled whether Gatehouse completes reports to Sentry and takes secrets out of them
 * @param context request and user in reports
 * @param grouping groups of reports
 * @param uncaught exceptions that nobody handled
 * @param masking secrets in reports
 */
@ConfigurationProperties("gatehouse.sentry")
public record SentryReportProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Context context,
        @DefaultValue Grouping grouping,
        @DefaultValue Uncaught uncaught,
        @DefaultValue Masking masking) {

    /**
     * Request and user in reports.
     *
     * @param enabled whether reports have the tag request_id and the name of the authenticated user as its id
     */
    public record Context(@DefaultValue("true") boolean enabled) {}

    /**
     * Groups of reports.
     *
     * @param enabled whether a ProblemException is tagged with its error code and grouped by it instead of by its stack
     *     trace; a fingerprint that the service sets stays
     */
    public record Grouping(@DefaultValue("true") boolean enabled) {}

    /**
     * Exceptions that nobody handled.
     *
     * @param enabled whether they are reported; Sentry's own resolver of exceptions does not see those that Gatehouse
     *     answers
     */
    public record Uncaught(@DefaultValue("true") boolean enabled) {}

    /**
     * Secrets in reports.
     *
     * @param enabled whether secrets in all that is sent to Sentry are replaced by "***", and bodies, headers, cookies,
     *     queries, local variables, attachments and all of a user but the id are left out
     */
    public record Masking(@DefaultValue("true") boolean enabled) {}
}
