package dev.gatehouse.environment;

/** How bad a finding is, in growing order. */
public enum Severity {

    /** Worth knowing; nothing follows from it. */
    INFO,

    /** Weak: the service starts. */
    WARNING,

    /** Unsafe: a service in production does not start. */
    ERROR;

    /**
     * Gives the severity of the same thing outside of production, where nobody is harmed yet.
     *
     * @return one step less, and never less than {@link #INFO}
     */
    public Severity outsideProduction() {
        return this == ERROR ? WARNING : INFO;
    }
}
