package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Report;

/** The service does not start: in production, and what was found is too bad. */
public final class UnsafeEnvironmentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Report report;

    /**
     * Creates the exception.
     *
     * @param report all that was found
     */
    public UnsafeEnvironmentException(Report report) {
        super("The environment is not safe for production. " + report.toText());
        this.report = report;
    }

    /**
     * Gives all that was found.
     *
     * @return the report
     */
    public Report report() {
        return report;
    }
}
