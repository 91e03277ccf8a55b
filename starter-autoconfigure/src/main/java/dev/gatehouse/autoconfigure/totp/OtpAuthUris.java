package dev.gatehouse.autoconfigure.totp;

import dev.gatehouse.totp.OtpAuthUri;
import dev.gatehouse.totp.TotpSecret;
import dev.gatehouse.totp.TotpSettings;

/**
 * Writes the URIs of this service for authenticator apps: {@link OtpAuthUri} with the configured issuer. Immutable,
 * thread-safe.
 */
public final class OtpAuthUris {

    private final String issuer;
    private final TotpSettings settings;

    /**
     * Creates the writer.
     *
     * @param issuer the name of the service; without a colon
     * @param settings what codes look like
     */
    public OtpAuthUris(String issuer, TotpSettings settings) {
        this.issuer = issuer;
        this.settings = settings;
    }

    /**
     * Writes the URI. It holds the secret: show it once, over TLS, and log it nowhere.
     *
     * @param account the user's name at the service; without a colon
     * @param secret the secret
     * @return the URI
     * @throws IllegalArgumentException if the name is blank or has a colon
     */
    public String of(String account, TotpSecret secret) {
        return OtpAuthUri.of(issuer, account, secret, settings);
    }
}
