package dev.gatehouse.totp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Writes the URI that a QR code hands to an authenticator app ({@code otpauth}, Google's Key Uri Format). Stateless. */
public final class OtpAuthUri {

    private OtpAuthUri() {}

    /**
     * Writes the URI. It holds the secret: show it once, over TLS, and log it nowhere.
     *
     * @param issuer the name of the service; without a colon
     * @param account the user's name at the service; without a colon
     * @param secret the secret
     * @param settings what codes look like
     * @return the URI
     * @throws IllegalArgumentException if a name is blank or has a colon, which separates the two
     */
    public static String of(String issuer, String account, TotpSecret secret, TotpSettings settings) {
        String service = name("issuer", issuer);
        return "otpauth://totp/" + service + ":" + name("account", account) + "?secret=" + secret.toBase32()
                + "&issuer="
                + service + "&algorithm=" + settings.algorithm() + "&digits=" + settings.digits() + "&period="
                + settings.period().toSeconds();
    }

    private static String name(String part, String text) {
        if (text.isBlank() || text.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "The " + part + " of an otpauth URI cannot be blank and cannot have a colon.");
        }
        // Apps do not read '+' as a blank.
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
