package dev.gatehouse.captcha;

import java.net.URI;

/** The services that are known. */
public enum CaptchaProvider {
    /** Google reCAPTCHA v2 and v3. */
    RECAPTCHA("https://www.google.com", "/recaptcha/api/siteverify", 8192),
    HCAPTCHA("https://api.hcaptcha.com", "/siteverify", 8192),
    /** Cloudflare Turnstile. */
    TURNSTILE("https://challenges.cloudflare.com", "/turnstile/v0/siteverify", 2048);

    private final String baseUri;
    private final String path;
    private final int maxToken;

    CaptchaProvider(String baseUri, String path, int maxToken) {
        this.baseUri = baseUri;
        this.path = path;
        this.maxToken = maxToken;
    }

    /**
     * Gives the address of the service.
     *
     * @return the part of the URL before the path
     */
    public URI baseUri() {
        return URI.create(baseUri);
    }

    String path() {
        return path;
    }

    int maxToken() {
        return maxToken;
    }
}
