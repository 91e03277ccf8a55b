package dev.gatehouse.headers.report;

/**
 * A kind of violation. Its texts come from anybody and have been made safe to log and bounded.
 *
 * @param type the type of the report, e.g. "csp-violation"
 * @param directive what was violated, e.g. "script-src-elem"; empty when the report does not say
 * @param blocked what was blocked: the origin of a URL or a word like "inline"; empty when the report does not say
 * @param enforced whether it was blocked, rather than only reported
 */
public record Violation(String type, String directive, String blocked, boolean enforced) {}
