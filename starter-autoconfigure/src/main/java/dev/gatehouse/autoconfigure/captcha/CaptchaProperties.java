package dev.gatehouse.autoconfigure.captcha;

import dev.gatehouse.autoconfigure.PropertyRange;
import dev.gatehouse.captcha.CaptchaFailurePolicy;
import dev.gatehouse.captcha.CaptchaProvider;
import dev.gatehouse.captcha.CaptchaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Captchas against automated sign-ups and log-ins.
 *
 * @param provider whom to ask: "recaptcha", "hcaptcha" or "turnstile"; empty for no captchas
 * @param secret secret key of the site; required with a provider
 * @param siteKey public key of the site, for pages, and for hCaptcha to refuse tokens of other sites
 * @param hostnames hosts a token may have been made on; empty to leave that to the provider's own list
 * @param minScore least score of reCAPTCHA v3, 0 to 1; 0 for 0.5 where an answer has a score, and for v2 and the others, which
 *     have none
 * @param afterFailures failed log-ins from which on a log-in needs a captcha, 0 to 1000; 0 for each log-in
 * @param timeout how long an answer may take in all, 1ms to 1m
 * @param onError what happens without a usable answer: "refuse", or "admit", which lets through whoever keeps the provider
 *     away
 * @param baseUrl where the provider is, without a slash at its end; empty for its public address
 */
@ConfigurationProperties(CaptchaProperties.PREFIX)
public record CaptchaProperties(
        @Nullable CaptchaProvider provider,
        @Nullable String secret,
        @Nullable String siteKey,
        @DefaultValue List<String> hostnames,
        @DefaultValue("0") double minScore,
        @DefaultValue("3") int afterFailures,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("refuse") CaptchaFailurePolicy onError,
        @Nullable URI baseUrl) {

    static final String PREFIX = "gatehouse.auth.captcha";

    /**
     * Copies the list and checks the parts.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is out of
     *     its range, or the secret is missing
     */
    public CaptchaProperties {
        hostnames = List.copyOf(hostnames);
        PropertyRange.require(PREFIX + ".min-score", minScore, minScore >= 0 && minScore <= 1, "Use 0 to 1, e.g. 0.5.");
        PropertyRange.require(
                PREFIX + ".min-score",
                minScore,
                minScore == 0 || provider == null || provider == CaptchaProvider.RECAPTCHA,
                "Only reCAPTCHA v3 has a score that grows with trust. Use 0.");
        PropertyRange.within(PREFIX + ".after-failures", afterFailures, 0, 1000);
        PropertyRange.within(PREFIX + ".timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(1), "1ms to 1m");
        if (baseUrl != null) {
            PropertyRange.service(PREFIX + ".base-url", baseUrl);
        }
        PropertyRange.require(
                PREFIX + ".provider",
                provider,
                provider == null || (secret != null && !secret.isBlank()),
                "It needs the secret key of the site, " + PREFIX + ".secret.");
    }

    CaptchaSettings toSettings() {
        CaptchaProvider asked = Objects.requireNonNull(provider, "provider");
        return new CaptchaSettings(
                asked,
                Objects.requireNonNull(secret, "secret"),
                siteKey,
                hostnames,
                minScore,
                timeout,
                onError,
                Objects.requireNonNullElse(baseUrl, asked.baseUri()));
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "CaptchaProperties[provider=" + provider + ", hostnames=" + hostnames + ", onError=" + onError + "]";
    }
}
