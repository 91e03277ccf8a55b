package dev.gatehouse.hosts;

import dev.gatehouse.net.HostSet;

/**
 * Which hosts a service answers for.
 *
 * @param allowed the hosts; not empty
 */
public record TrustedHostSettings(HostSet allowed) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if no host is allowed
     */
    public TrustedHostSettings {
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException(
                    "No host is allowed, so every request would be refused. List the hosts of this service.");
        }
    }

    /**
     * Gives the settings of a service that is only used on the machine it runs on.
     *
     * @return {@code localhost} and the loopback addresses, on any port
     */
    public static TrustedHostSettings defaults() {
        return of("localhost", "127.0.0.1", "[::1]");
    }

    /**
     * Gives the settings of a service.
     *
     * @param allowed the hosts as {@link dev.gatehouse.net.HostPattern#of} reads them
     * @return the settings
     * @throws IllegalArgumentException if one cannot be read or there is none
     */
    public static TrustedHostSettings of(String... allowed) {
        return new TrustedHostSettings(HostSet.of(allowed));
    }
}
