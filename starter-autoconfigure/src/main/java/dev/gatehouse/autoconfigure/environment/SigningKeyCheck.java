package dev.gatehouse.autoconfigure.environment;

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

    static final String KEYS = AccountChecks.PREFIX + "jwt.keys";

    @Override
    public List<Finding> check(CheckContext context) {
        if (!context.isProduction() || !AccountChecks.isOn(context)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        int index = 0;
        for (String key = key(0); context.find(key) != null; key = key(++index)) {
            if (isEmpty(context, key) && isEmpty(context, KEYS + "[" + index + "].public-key")) {
                findings.add(empty(key, context.find(key)));
            }
        }
        return findings;
    }

    private static String key(int index) {
        return KEYS + "[" + index + "].private-key";
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
