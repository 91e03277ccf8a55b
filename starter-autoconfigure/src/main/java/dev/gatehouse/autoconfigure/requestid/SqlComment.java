package dev.gatehouse.autoconfigure.requestid;

/** What is appended to SQL statements so that a database administrator finds where they come from. */
public enum SqlComment {
    /** Nothing. */
    OFF,
    /** The template of the matched route: few different comments, so statement caches keep working. */
    ROUTE,
    /** The request id: each statement becomes unique. */
    ID
}
