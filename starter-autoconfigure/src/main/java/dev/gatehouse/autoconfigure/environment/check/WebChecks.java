package dev.gatehouse.autoconfigure.environment.check;

import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.error;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.is;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isFalse;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isMissing;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isMissingOr;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isTrue;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.warning;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;

/** What a browser, a proxy or a client can make of the service. */
final class WebChecks {

    private static final String COOKIE = "server.servlet.session.cookie.";
    private static final String HSTS = "gatehouse.headers.strict-transport-security";

    private static final String PLATFORM = "spring.main.cloud-platform";

    /** Variables by which Spring Boot knows Cloud Foundry, Heroku, SAP and Nomad: each of them alone. */
    private static final List<String> MARKS =
            List.of("vcap.application", "vcap.services", "dyno", "hc.landscape", "nomad.alloc.id");

    /** And Azure: all of them together. */
    private static final List<String> AZURE =
            List.of("website.site.name", "website.instance.id", "website.resource.group", "website.sku");

    private WebChecks() {}

    static List<Check> all() {
        return List.of(
                new CorsCheck("gatehouse.cors.", CorsCheck.ORIGINS),
                new CorsCheck("management.endpoints.web.cors.", CorsCheck.ORIGINS, "allowed-origin-patterns"),
                new TrustedHostCheck(),
                new ForwardingCheck(),
                warning("WEB003", "server.forward-headers-strategy", isMissingOr("none"))
                        .where(context -> !hasTls(context) && !isBehindTheProxyOfItsPlatform(context))
                        .because("Neither the service nor, as far as it knows, a proxy speaks TLS: passwords and tokens"
                                + " travel readable. If a proxy ends TLS, its headers have to be respected, or the service"
                                + " takes every request for plain HTTP.")
                        .fix("native"),
                error("WEB004", COOKIE + "secure", isFalse())
                        .because("The session cookie is sent over plain HTTP too, where anybody on the way reads it.")
                        .fix("true"),
                warning("WEB004", COOKIE + "secure", isMissing())
                        .because(
                                "The session cookie is Secure only where the request is known to have come over HTTPS.")
                        .fix("true"),
                warning("WEB005", COOKIE + "http-only", isFalse())
                        .because("Scripts can read the session cookie, so one injected script takes over the session.")
                        .fix("true"),
                warning("WEB005", COOKIE + "same-site", isMissingOr("none", "omitted"))
                        .because("Browsers send the session cookie with requests that other sites make, or decide it"
                                + " themselves.")
                        .fix("lax"),
                warning("WEB007", HSTS, WebChecks::isWeakHsts)
                        .because(
                                "Browsers may still use plain HTTP for this service: HSTS is off or ends within a year.")
                        .fix("on"),
                error("WEB008", "spring.web.error.include-stacktrace", is("always", "on-param"))
                        .because("Errors show the stack trace to clients.")
                        .fix("never"),
                error("WEB008", "spring.web.error.include-exception", isTrue())
                        .because("Errors show the class of the exception to clients.")
                        .fix("false"),
                warning("WEB009", "spring.web.error.include-message", is("always", "on-param"))
                        .because("Errors show the message of the exception to clients, which may hold internals.")
                        .fix("never"),
                warning("WEB009", "spring.web.error.include-binding-errors", is("always", "on-param"))
                        .because("Errors show rejected values to clients, passwords among them.")
                        .fix("never"),
                warning("WEB010", "gatehouse.request-limits.enabled", isFalse())
                        .because("Requests may be of any size and shape.")
                        .fix("true"),
                warning("WEB010", "spring.servlet.multipart.max-file-size", WebChecks::isUnlimited)
                        .because("An uploaded file may be of any size.")
                        .fix("10MB"),
                warning("WEB010", "spring.servlet.multipart.max-request-size", WebChecks::isUnlimited)
                        .because("An upload may be of any size.")
                        .fix("11MB"),
                warning("WEB010", "server.tomcat.max-http-form-post-size", WebChecks::isUnlimited)
                        .because("A form may be of any size.")
                        .fix("2MB"),
                warning("WEB010", "server.tomcat.max-swallow-size", WebChecks::isUnlimited)
                        .because("A refused body is read to its end, however long it is.")
                        .fix("2MB"),
                warning("WEB014", "gatehouse.https.mode", is("off", "false"))
                        .because("Requests in plain HTTP are served.")
                        .fix("auto"),
                warning("WEB015", "gatehouse.headers.enabled", isFalse())
                        .because("Answers have no security headers.")
                        .fix("true"),
                warning("WEB015", "gatehouse.headers.profile", is("off", "false"))
                        .because("Answers have only the security headers that are configured by name.")
                        .fix("auto"),
                warning("WEB016", "gatehouse.errors.enabled", isFalse())
                        .because("Errors are answered by whoever comes first, with whatever they show.")
                        .fix("true"));
    }

    private static boolean isUnlimited(@Nullable String size) {
        return size != null && size.startsWith("-");
    }

    private static boolean isWeakHsts(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return false;
        }
        String text = header.toLowerCase(Locale.ROOT);
        if (text.equals("off") || text.equals("false")) {
            return true;
        }
        for (String part : text.split(";")) {
            String directive = part.strip();
            if (directive.startsWith("max-age=")) {
                String seconds = directive.substring(8).replace("\"", "").strip();
                return !isAYear(seconds);
            }
        }
        return false;
    }

    private static boolean isAYear(String seconds) {
        return seconds.matches("[0-9]{1,12}") && Long.parseLong(seconds) >= 31_536_000;
    }

    private static boolean hasTls(CheckContext context) {
        return context.isOn("server.ssl.enabled", true)
                        && (context.value("server.ssl.bundle") != null
                                || context.value("server.ssl.key-store") != null
                                || context.value("server.ssl.certificate") != null)
                || !context.list("gatehouse.client-address.trusted-proxies").isEmpty();
    }

    /** There Spring Boot respects the headers of a proxy without being told. */
    private static boolean isBehindTheProxyOfItsPlatform(CheckContext context) {
        String platform = context.value(PLATFORM);
        if (platform != null) {
            return Arrays.stream(CloudPlatform.values())
                    .anyMatch(known -> known.name().equalsIgnoreCase(platform) && known.isUsingForwardHeaders());
        }
        return isOnKubernetes(context)
                || MARKS.stream().anyMatch(mark -> context.value(mark) != null)
                || AZURE.stream().allMatch(mark -> context.value(mark) != null);
    }

    static boolean isOnKubernetes(CheckContext context) {
        return context.value("kubernetes.service.host") != null
                || "kubernetes".equalsIgnoreCase(context.value(PLATFORM));
    }
}
