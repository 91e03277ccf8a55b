package dev.gatehouse.password;

import java.net.URI;
import java.time.Duration;

/**
 * Where and how breached passwords are asked for.
 *
 * @param baseUri the service, without a slash at its end
 * @param timeout how long an answer may take in all, above zero
 */
public record HibpSettings(URI baseUri, Duration timeout) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the address is no URL of HTTP with a host, or the time is not above zero
     */
    public HibpSettings {
        boolean ofHttp = "https".equals(baseUri.getScheme()) || "http".equals(baseUri.getScheme());
        if (!ofHttp || baseUri.getHost() == null) {
            throw new IllegalArgumentException("'" + baseUri + "' is not the address of a service. Write https://…");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("An answer cannot take " + timeout + ". Use more than 0s.");
        }
    }

    /**
     * Gives the public service.
     *
     * @return {@code https://api.pwnedpasswords.com}, 1 s
     */
    public static HibpSettings defaults() {
        return new HibpSettings(URI.create("https://api.pwnedpasswords.com"), Duration.ofSeconds(1));
    }
}
