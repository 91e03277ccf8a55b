package dev.gatehouse.captcha;

/** Tells whether a captcha was solved. Implementations are thread-safe and bounded in time. */
@FunctionalInterface
public interface CaptchaVerifier {

    /**
     * Checks a token. Tokens are good once: ask once per request.
     *
     * @param attempt the token and where it came from
     * @return what it is worth
     */
    CaptchaVerdict verify(CaptchaAttempt attempt);

    /**
     * Makes the verifier that asks a provider.
     *
     * @param settings whom and how to ask
     * @return the verifier
     * @throws IllegalStateException if {@code com.nimbusds:nimbus-jose-jwt}, which reads the answers, is missing
     */
    static CaptchaVerifier of(CaptchaSettings settings) {
        return new HttpCaptchaVerifier(settings);
    }
}
