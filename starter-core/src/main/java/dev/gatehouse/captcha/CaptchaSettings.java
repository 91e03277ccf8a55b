package dev.gatehouse.captcha;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask, and what to accept.
 *
 * @param provider the service
 * @param secret the secret key of the site
 * @param siteKey the public key of the site, sent to hCaptcha, which then refuses tokens of other sites; null to leave it out
 * @param hostnames hosts a token may have been made on; empty leaves that to the provider's own list
 * @param minScore the least score of reCAPTCHA v3, 0 to 1; 0: {@value #USUAL_SCORE} where an answer has a score, which those
 *     of v2 do not
 * @param timeout how long an answer may take in all, above zero
 * @param onError what to do without a usable answer
 * @param baseUri where the service is, without a slash at its end
 */
public record CaptchaSettings(
        CaptchaProvider provider,
        String secret,
        @Nullable String siteKey,
        List<String> hostnames,
        double minScore,
        Duration timeout,
        CaptchaFailurePolicy onError,
        URI baseUri) {

    /** What reCAPTCHA v3 advises to begin with; each of its answers is a yes, and only the score says what it is worth. */
    static final double USUAL_SCORE = 0.5;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the secret is blank, a score is asked of a provider that has none, the address is no
     *     URL of HTTP with a host, or a part is out of its range
     */
    public CaptchaSettings {
        hostnames =
                hostnames.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (secret.isBlank()) {
            throw new IllegalArgumentException("A captcha needs the secret key of the site.");
        }
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException(
                    "A score of " + minScore + " cannot be asked for. Use 0 to 1, e.g. 0.5.");
        }
        if (minScore > 0 && provider != CaptchaProvider.RECAPTCHA) {
            throw new IllegalArgumentException(provider + " has no score that grows with trust. Use 0.");
        }
        boolean ofHttp = "https".equals(baseUri.getScheme()) || "http".equals(baseUri.getScheme());
        if (!ofHttp || baseUri.getHost() == null) {
            throw new IllegalArgumentException("'" + baseUri + "' is not the address of a service. Write https://…");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("An answer cannot take " + timeout + ". Use more than 0s.");
        }
    }

    /**
     * Gives the usual settings.
     *
     * @param provider the service
     * @param secret the secret key of the site
     * @return any host the provider allows, the usual score of v3, 2 s, refuse on error
     */
    public static CaptchaSettings of(CaptchaProvider provider, String secret) {
        return new CaptchaSettings(
                provider,
                secret,
                null,
                List.of(),
                0,
                Duration.ofSeconds(2),
                CaptchaFailurePolicy.REFUSE,
                provider.baseUri());
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "CaptchaSettings[provider=" + provider + ", hostnames=" + hostnames + ", onError=" + onError + "]";
    }
}
