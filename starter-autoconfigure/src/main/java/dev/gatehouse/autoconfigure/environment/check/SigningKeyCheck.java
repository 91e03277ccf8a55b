package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AUTH002 for a key that is written and empty: read when the keys are made, it would stop the start behind the migrations
 * of a database. That there is none at all is for beans to tell.
 */
final class SigningKeyCheck implements Check {

    private static final String KEYS = AccountChecks.PREFIX + "jwt.keys";
    private static final String PRIVATE_KEY = "private-key";
    private static final String PUBLIC_KEY = "public-key";
    private static final List<String> PARTS = List.of(PRIVATE_KEY, PUBLIC_KEY, "kid", "state", "algorithm");

    @Override
    public List<Finding> check(CheckContext context) {
        if (!context.isProduction() || !AccountChecks.isOn(context)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; isWritten(context, i); i++) {
            String key = part(i, PRIVATE_KEY);
            if (isEmpty(context, key) && isEmpty(context, part(i, PUBLIC_KEY))) {
                findings.add(empty(key, context.find(key)));
            }
        }
        return findings;
    }

    /** One that only verifies may stand in front of one that signs. */
    static boolean anySigns(CheckContext context) {
        for (int i = 0; isWritten(context, i); i++) {
            if (context.find(part(i, PRIVATE_KEY)) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWritten(CheckContext context, int index) {
        return PARTS.stream().anyMatch(part -> context.find(part(index, part)) != null);
    }

    private static String part(int index, String part) {
        return KEYS + "[" + index + "]." + part;
    }

    private static boolean isEmpty(CheckContext context, String property) {
        String value = context.value(property);
        return value == null || value.isBlank();
    }

    private static Finding empty(String key, @Nullable ConfiguredProperty found) {
        return Finding.of(
                        "AUTH002",
                        Severity.ERROR,
                        "The key is empty: access tokens are neither signed nor verified with it.",
                        Change.set(key, "file:/run/secrets/jwt.pem"))
                .advise("Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072.")
                .about(key, found);
    }
}
