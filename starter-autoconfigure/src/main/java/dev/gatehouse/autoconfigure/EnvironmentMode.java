package dev.gatehouse.autoconfigure;

/** Where a service runs, as far as the environment check is concerned. */
public enum EnvironmentMode {

    /** In production if the profile prod or production is active. */
    AUTO,

    /** In production, whatever the profile. */
    PRODUCTION,

    /** Not in production, whatever the profile. */
    DEVELOPMENT,

    /** As with {@link #AUTO}, but nothing is checked. */
    OFF
}
