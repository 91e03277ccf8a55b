package dev.gatehouse.autoconfigure.environment.check;

import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.error;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.is;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isMissing;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isTrue;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.note;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.warning;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accounts: AUTH001 to AUTH006, AUTH008, AUTH009, SEC001 for captchas, and WEB018. Whether a service has any is told by its
 * properties; those of parts that are used without accounts, too, do not count.
 */
final class AccountChecks {

    static final String PREFIX = "gatehouse.auth.";

    private static final String CORS = "gatehouse.cors.";
    private static final String CREDENTIALS = "allow-credentials";

    private static final String ISSUER = PREFIX + "jwt.issuer";
    private static final String CAPTCHA_PROVIDER = PREFIX + "captcha.provider";
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final int ONLY_FACTOR = 15;

    /** As {@link MetadataKeys#uniform} writes them. */
    private static final String ALL = "gatehouseauth";

    private static final List<String> ALSO_WITHOUT =
            List.of("enabled", "password", "captcha", "apikey", "stepup", "endpointguard", "unsafe");

    private AccountChecks() {}

    static List<Check> all(Supplier<MetadataKeys> known) {
        return List.of(
                error(
                                "AUTH001",
                                ISSUER,
                                issuer -> issuer != null && !issuer.isEmpty() && !issuer.startsWith("https://"))
                        .where(context -> context.isProduction() && isOn(context))
                        .because("The issuer of tokens has to be an address with https: others ask it for the keys.")
                        .fix("https://api.example.com"),
                error("AUTH001", ISSUER, isMissing())
                        .where(context -> context.isProduction() && isOn(context) && SigningKeyCheck.anySigns(context))
                        .because("There are keys that sign tokens, and nothing says who issues them.")
                        .fix("https://api.example.com"),
                new SigningKeyCheck(),
                warning("AUTH003", PREFIX + "jwt.access-ttl", AccountChecks::isLong)
                        .where(AccountChecks::isOn)
                        .because("An access token that was stolen holds for more than 15 minutes.")
                        .fix("10m"),
                error("AUTH004", PREFIX + "public-base-url", url -> url == null || !url.startsWith("https://"))
                        .where(context ->
                                context.isProduction() && hasAccounts(context, known) && isOn(context, "registration."))
                        .because("Users register, and links in their mails need an address with https to begin with:"
                                + " that of a request is chosen by whoever sends it.")
                        .fix("https://app.example.com"),
                note("AUTH005", PREFIX + "password.min-length", AccountChecks::isShort)
                        .where(context -> hasAccounts(context, known))
                        .because("For users without a second factor NIST SP 800-63B-4 asks for passwords of 15"
                                + " characters.")
                        .fix(String.valueOf(ONLY_FACTOR)),
                note("AUTH006", CAPTCHA_PROVIDER, isMissing())
                        .where(context -> hasAccounts(context, known))
                        .because("No captcha slows down who signs up or tries passwords by machine.")
                        .fix("turnstile"),
                error("SEC001", PREFIX + "captcha.secret", isMissing())
                        .where(context -> isOn(context) && isNamed(context.value(CAPTCHA_PROVIDER)))
                        .because("A captcha provider is named, and the secret that it gave for this site is missing.")
                        .fix("<secret of the site>"),
                error("AUTH008", PREFIX + "unsafe-ignore-annotations", isTrue())
                        .because("A start in which nothing enforces who may call an endpoint would not be stopped.")
                        .fix("false"),
                error("AUTH009", PREFIX + "password.argon2.preset", is("unsafe-for-tests"))
                        .because("Hashes of passwords cost nothing: whoever gets hold of them has the passwords.")
                        .fix("owasp-19m"),
                warning("WEB018", CORS + CREDENTIALS, value -> !isTrue().isWrong(value))
                        .where(AccountChecks::sendsCookiesToOthers)
                        .because("Refresh tokens are in a cookie, which browsers send from no other origin as long as"
                                + " CORS does not allow it.")
                        .fix("true"));
    }

    private static boolean sendsCookiesToOthers(CheckContext context) {
        return isOn(context)
                && is("cookie").isWrong(context.value(PREFIX + "refresh.transport"))
                && context.isOn(CORS + "enabled", true)
                && context.list(CORS + CorsCheck.ORIGINS).stream().anyMatch(origin -> !origin.isBlank())
                && !isAllowedSomewhere(context);
    }

    private static boolean isAllowedSomewhere(CheckContext context) {
        for (int i = 0; context.find(CORS + "paths[" + i + "].path") != null; i++) {
            if (context.isOn(CORS + "paths[" + i + "]." + CREDENTIALS, false)) {
                return true;
            }
        }
        return false;
    }

    static boolean isOn(CheckContext context) {
        return isOn(context, "");
    }

    private static boolean isOn(CheckContext context, String part) {
        return context.isOn(PREFIX + "enabled", true) && context.isOn(PREFIX + part + "enabled", true);
    }

    /** What is not a property of ours says nothing: a variable of the environment may begin as they do. */
    private static boolean hasAccounts(CheckContext context, Supplier<MetadataKeys> known) {
        if (!isOn(context)) {
            return false;
        }
        for (ConfiguredProperty property : context.all()) {
            String name = MetadataKeys.uniform(property.name());
            if (name.startsWith(ALL)
                    && !isAlsoWithout(name.substring(ALL.length()))
                    && known.get().isKnown(property.name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAlsoWithout(String part) {
        for (String prefix : ALSO_WITHOUT) {
            if (part.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static boolean isLong(@Nullable String text) {
        Duration ttl = OperationChecks.duration(text);
        return ttl != null && ttl.compareTo(LONG) > 0;
    }

    private static boolean isShort(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return true;
        }
        try {
            return Integer.parseInt(text) < ONLY_FACTOR;
        } catch (NumberFormatException e) {
            // Whoever binds the property reports it, with its name.
            return false;
        }
    }
}
