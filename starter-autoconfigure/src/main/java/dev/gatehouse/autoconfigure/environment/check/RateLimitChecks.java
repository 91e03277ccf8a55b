package dev.gatehouse.autoconfigure.environment.check;

import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isFalse;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.warning;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether limits hold: RL002 to RL004. Several instances that count alone (RL001) show only in the beans. */
final class RateLimitChecks {

    static final String PREFIX = "gatehouse.rate-limit.";

    private static final String OPEN = "open";
    private static final List<String> LOG_IN = List.of(
            "login", "log-in", "signin", "sign-in", "auth", "token", "password", "session", "otp", "mfa", "register");

    private RateLimitChecks() {}

    static List<Check> all() {
        return List.of(
                warning("RL004", PREFIX + "enabled", isFalse())
                        .because("Clients may send as many requests as they like: passwords can be tried without end.")
                        .fix("true"),
                warning("RL004", PREFIX + "default-limit", PropertyCheck.is("unlimited"))
                        .because("Where no rule says otherwise, clients may send as many requests as they like.")
                        .fix("100/minute"),
                RateLimitChecks::testBypass,
                RateLimitChecks::failsOpen);
    }

    /** In development it is what it is for. */
    private static List<Finding> testBypass(CheckContext context) {
        String property = PREFIX + "test-bypass";
        if (!context.isProduction() || !context.isOn(property, false)) {
            return List.of();
        }
        return List.of(Finding.of(
                        "RL003",
                        Severity.ERROR,
                        "No rate limit applies at all. This is for tests.",
                        Change.remove(property))
                .about(property, context.find(property)));
    }

    private static List<Finding> failsOpen(CheckContext context) {
        String store = context.value(PREFIX + "store");
        if (store == null || store.equalsIgnoreCase("memory")) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String all = PREFIX + "fallback";
        if (OPEN.equalsIgnoreCase(context.value(all))) {
            findings.add(
                    open(context, all, "While the shared store is away no limit applies, log-ins included.", "local"));
        }
        for (int i = 0; context.find(PREFIX + "rules[" + i + "].limit") != null; i++) {
            String rule = PREFIX + "rules[" + i + "].";
            if (OPEN.equalsIgnoreCase(context.value(rule + "fallback")) && isLogIn(context, rule)) {
                findings.add(open(
                        context,
                        rule + "fallback",
                        "While the shared store is away passwords can be tried without end.",
                        "closed"));
            }
        }
        return findings;
    }

    private static boolean isLogIn(CheckContext context, String rule) {
        return mentionsLogIn(context.value(rule + "name"))
                || context.list(rule + "paths").stream().anyMatch(RateLimitChecks::mentionsLogIn);
    }

    private static boolean mentionsLogIn(@Nullable String text) {
        String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return LOG_IN.stream().anyMatch(lower::contains);
    }

    private static Finding open(CheckContext context, String property, String problem, String better) {
        return Finding.of("RL002", context.severity(Severity.WARNING), problem, Change.set(property, better))
                .about(property, context.find(property));
    }
}
