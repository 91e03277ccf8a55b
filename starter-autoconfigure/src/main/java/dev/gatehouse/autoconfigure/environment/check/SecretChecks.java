package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.SecretStrength;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether secrets are secret: SEC001 to SEC007 and SEC009. Names properties, never values. */
final class SecretChecks implements Check {

    private static final String REQUIRED = "gatehouse.environment.required";
    private static final List<String> OF_SPRING = List.of("spring.", "server.", "management.", "gatehouse.");
    private static final int LEAST_BYTES = 32;

    /** As it is written into PEM, whatever the algorithm, and in properties of any name. */
    private static final String PRIVATE_KEY = "PRIVATE KEY-----";

    private static final String USER_PASSWORD = "spring.security.user.password";

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        missing(context, findings);
        Set<String> required = required(context);
        Set<String> referred = referred(context);
        RelatedNames related = RelatedNames.in(context);
        Map<String, ConfiguredProperty> seen = new HashMap<>();
        ReadableSecrets readable = new ReadableSecrets();
        for (ConfiguredProperty property : context.all()) {
            boolean own = isOwn(property, required, referred, related);
            SecretKind kind = own ? kind(property) : null;
            boolean privateKey = property.value().contains(PRIVATE_KEY);
            if (kind == null && privateKey) {
                packaged(context, property, findings);
            }
            if (own && property.unresolved() == null && !property.value().isBlank()) {
                readable.check(context, property, kind != null || privateKey, findings);
            }
            if (kind == null || property.unresolved() != null) {
                continue;
            }
            if (property.value().isBlank()) {
                if (kind == SecretKind.KEY && !required.contains(MetadataKeys.uniform(property.name()))) {
                    findings.add(missing(context, property.name()));
                }
                continue;
            }
            judge(context, property, kind, findings);
            reused(context, property, seen, findings);
        }
        if (context.find(USER_PASSWORD) != null) {
            findings.add(Finding.of(
                            "SEC009",
                            context.severity(Severity.WARNING),
                            "One user of the configuration is let in, whose password everybody knows who sees the"
                                    + " configuration, and which nobody changes.",
                            Change.remove(USER_PASSWORD),
                            Change.remove("spring.security.user.name"))
                    .advise("Define a UserDetailsService, or trust tokens of an identity provider.")
                    .about(USER_PASSWORD, context.find(USER_PASSWORD)));
        }
        return findings;
    }

    /**
     * Variables of the process that nothing of the service names, and that stand beside nothing that it names, are somebody
     * else's. One that a secret refers to is judged
     * there, under the name that the service knows.
     */
    private static boolean isOwn(
            ConfiguredProperty property, Set<String> required, Set<String> referred, RelatedNames related) {
        if (OF_SPRING.stream().anyMatch(property.name()::startsWith)) {
            return true;
        }
        String name = MetadataKeys.uniform(property.name());
        boolean variable = property.origin().startsWith(PropertyReader.VARIABLE);
        boolean reference = !property.source().equals(name);
        if (variable && !reference && referred.contains(name)) {
            return false;
        }
        return !property.foreign() || required.contains(name) || related.contain(property);
    }

    /** Names of properties without which production must not start, in their uniform form. */
    static Set<String> required(CheckContext context) {
        Set<String> required = new HashSet<>();
        context.list(REQUIRED).forEach(name -> required.add(MetadataKeys.uniform(name.strip())));
        return required;
    }

    private static Set<String> referred(CheckContext context) {
        Set<String> referred = new HashSet<>();
        for (ConfiguredProperty property : context.all()) {
            boolean reference = !property.source().equals(MetadataKeys.uniform(property.name()));
            if (reference && kind(property) != null) {
                referred.add(property.source());
            }
        }
        return referred;
    }

    private static @Nullable SecretKind kind(ConfiguredProperty property) {
        return isNoSecret(property.value()) ? null : SecretKind.of(property.name());
    }

    private static boolean isNoSecret(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        return text.equals("true")
                || text.equals("false")
                || text.startsWith("classpath:")
                || text.startsWith("file:")
                || text.startsWith("http://")
                || text.startsWith("https://");
    }

    private static void missing(CheckContext context, List<Finding> findings) {
        for (String name : context.list(REQUIRED)) {
            String value = context.value(name.strip());
            if (value == null || value.isEmpty()) {
                findings.add(missing(context, name.strip()));
            }
        }
    }

    private static Finding missing(CheckContext context, String name) {
        return Finding.of(
                        "SEC001",
                        context.severity(Severity.ERROR),
                        "The secret is missing or empty.",
                        Change.set(name, Change.NEW_SECRET))
                .advise(howTo(name))
                .about(name, context.find(name));
    }

    private static void judge(
            CheckContext context, ConfiguredProperty property, SecretKind kind, List<Finding> findings) {
        String secret = property.value();
        String name = property.name();
        if (SecretStrength.isKnown(secret)) {
            if (!DatabaseChecks.isPassword(name)) {
                findings.add(renew(
                        context,
                        "SEC003",
                        Severity.ERROR,
                        property,
                        "The secret is a default or a placeholder that everybody tries first."));
            }
        } else if (kind == SecretKind.KEY && SecretStrength.bytes(secret) < LEAST_BYTES) {
            findings.add(renew(
                    context,
                    "SEC002",
                    Severity.ERROR,
                    property,
                    "The secret is shorter than 32 bytes: it can be found by trying."));
        } else if (kind == SecretKind.KEY && SecretStrength.isMonotonous(secret)) {
            findings.add(renew(
                    context,
                    "SEC004",
                    Severity.WARNING,
                    property,
                    "The secret repeats few characters: it is much weaker than its length says."));
        }
        packaged(context, property, findings);
    }

    private static void packaged(CheckContext context, ConfiguredProperty property, List<Finding> findings) {
        if (property.packaged() && context.isProduction()) {
            findings.add(Finding.of(
                            "SEC006",
                            Severity.WARNING,
                            "The secret stands in a file that is packaged with the service: everybody who gets the"
                                    + " package or the sources has it.",
                            Change.remove(property.name()))
                    .advise("Set the environment variable " + variable(property.name())
                            + " or a file of its own instead.")
                    .about(property.name(), property));
        }
    }

    private static void reused(
            CheckContext context,
            ConfiguredProperty property,
            Map<String, ConfiguredProperty> seen,
            List<Finding> findings) {
        if (isOfTheSameDatabase(property.name())) {
            return;
        }
        ConfiguredProperty first = seen.putIfAbsent(property.value(), property);
        if (first != null && !first.source().equals(property.source())) {
            findings.add(renew(
                    context,
                    "SEC005",
                    Severity.WARNING,
                    property,
                    "The secret is the same as that of " + first.name() + ": who learns one has both."));
        }
    }

    /** Migrations may well log in as the service does. */
    private static boolean isOfTheSameDatabase(String name) {
        return name.startsWith("spring.flyway.")
                || name.startsWith("spring.liquibase.")
                || name.startsWith("spring.r2dbc.");
    }

    private static Finding renew(
            CheckContext context, String id, Severity severity, ConfiguredProperty property, String problem) {
        return Finding.of(id, context.severity(severity), problem, Change.set(property.name(), Change.NEW_SECRET))
                .advise(howTo(property.name()))
                .about(property.name(), property);
    }

    private static String howTo(String name) {
        return "Make one with --gatehouse.environment.generate-secret and hand it over as the environment variable "
                + variable(name) + ".";
    }

    static String variable(String property) {
        return property.replace("-", "")
                .replace('.', '_')
                .replace('[', '_')
                .replace("]", "")
                .toUpperCase(Locale.ROOT);
    }
}
