package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.Switches;
import dev.gatehouse.autoconfigure.environment.feature.Feature;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * A record that properties of Gatehouse are bound to. By its name: features know this package, not the other way round.
 *
 * @param prefix what its properties begin with
 * @param type its full name
 * @param isOn whether the conditions of its auto-configuration hold, Gatehouse being on
 */
record BoundProperties(String prefix, String type, Predicate<Environment> isOn) {

    private static final String PACKAGE = "dev.gatehouse.autoconfigure.";
    private static final String MVC = "org.springframework.web.servlet.config.annotation.WebMvcConfigurer";

    /** All but those of the check itself, which are bound before it, and Gatehouse's own switch. */
    static final List<BoundProperties> ALL = List.of(
            ifOn("request-id", "requestid.RequestIdProperties"),
            ifOn("access-log", "accesslog.AccessLogProperties"),
            ifOn("headers", "headers.SecurityHeadersProperties"),
            always("errors", "error.ErrorProperties"),
            ifOn("trusted-hosts", "hosts.TrustedHostProperties"),
            always("https", "https.HttpsProperties"),
            of("cors", "cors.CorsProperties", feature("cors")),
            of("fetch-metadata", "fetchmetadata.FetchMetadataProperties", feature("fetch-metadata")),
            new BoundProperties("gatehouse", PACKAGE + "addresslist.AddressListProperties", feature("address-lists")),
            of("request-limits", "concurrency.ConcurrencyLimitProperties", isOn("request-limits")),
            of("request-limits", "deadline.RequestTimeoutProperties", isOn("request-limits")),
            ifOn("request-limits", "limits.RequestLimitsProperties"),
            ifOn("rate-limit", "ratelimit.RateLimitProperties"),
            of("upload", "upload.UploadProperties", feature("upload")),
            ifOn("health", "health.HealthProperties"),
            ifOn("drain", "drain.DrainProperties"),
            ifOn("error-record", "errorrecord.ErrorRecordProperties"),
            new BoundProperties("gatehouse", PACKAGE + "flag.FlagProperties", isOn("feature-flags")),
            ifOn("feature-flags", "flag.FeatureFlagProperties"),
            ifOn("api-version", "version.ApiVersionProperties"),
            always("batch", "batch.BatchProperties"),
            always("client-address", "net.ClientAddressProperties"),
            always("probes", "net.ProbesProperties"),
            always("logging", "logging.LoggingProperties"),
            of(
                    "tracing",
                    "tracing.TracingProperties",
                    has("io.micrometer.tracing.Tracer")
                            .and(has("io.micrometer.observation.Observation"))
                            .and(isOn("tracing"))),
            of(
                    "tomcat",
                    "tomcat.TomcatProperties",
                    has("org.apache.catalina.Valve")
                            .and(has("org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory"))),
            of(
                    "sentry",
                    "sentry.SentryReportProperties",
                    has("io.sentry.Sentry")
                            .and(environment -> environment.containsProperty("sentry.dsn"))
                            .and(isOn("sentry"))),
            of("auth", "account.AccountProperties", isOn("auth")),
            of("auth", "secret.RootSecretProperties", isOn("auth")),
            of("auth", "access.AccessProperties", has(MVC)),
            of("auth.step-up", "access.StepUpProperties", has(MVC).and(isOn("auth"))),
            of("auth.endpoint-guard", "access.EndpointGuardProperties", has(MVC).and(isOn("auth"))),
            of(
                    "auth.jwt",
                    "token.jwt.JwtProperties",
                    has("com.nimbusds.jose.JWSSigner").and(isOn("auth"))),
            of("auth.refresh", "token.RefreshProperties", isOn("auth")),
            of("auth.password", "password.PasswordProperties", isOn("auth")),
            of("auth.lockout", "lockout.LockoutProperties", isOn("auth")),
            of("auth.mfa", "totp.MfaProperties", isOn("auth")),
            of("auth.api-key", "apikey.ApiKeyProperties", isOn("auth")),
            of("auth.captcha", "captcha.CaptchaProperties", isOn("auth")));

    /** The package of its auto-configuration, too. */
    String packageName() {
        return ClassUtils.getPackageName(type);
    }

    private static BoundProperties of(String name, String type, Predicate<Environment> isOn) {
        return new BoundProperties("gatehouse." + name, PACKAGE + type, isOn);
    }

    private static BoundProperties always(String name, String type) {
        return of(name, type, environment -> true);
    }

    private static BoundProperties ifOn(String name, String type) {
        return of(name, type, isOn(name));
    }

    private static Predicate<Environment> isOn(String name) {
        String property = "gatehouse." + name + ".enabled";
        return environment -> Switches.isOn(environment, property);
    }

    private static Predicate<Environment> feature(String name) {
        return Feature.OF_BANNER.stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow()
                .isAskedFor();
    }

    private static Predicate<Environment> has(String type) {
        return environment -> ClassUtils.isPresent(type, BoundProperties.class.getClassLoader());
    }
}
