package dev.gatehouse.autoconfigure.environment;

/** How a report is written. */
public enum ReportFormat {

    /** For people. */
    TEXT,

    /** For programs. */
    JSON
}
