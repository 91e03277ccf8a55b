package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.environment.check.RetiredKeys.Retired;
import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.NearestName;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether what was written is read at all: CFG001 removed, CFG002 deprecated, CFG003 unknown below {@code gatehouse.}, and
 * CFG004 a placeholder that nothing resolves. The first three matter everywhere: who mistypes a key learns it at once.
 */
final class KeyChecks implements Check {

    private static final List<String> OF_SPRING = List.of("spring.", "server.", "management.", "logging.");
    private static final String OURS = "gatehouse.";
    private static final List<String> READ = List.of("spring.", "server.", "management.", OURS);
    private static final String UNRESOLVED = "CFG004";

    private final Supplier<MetadataKeys> known;
    private final RetiredKeys retired;

    KeyChecks(Supplier<MetadataKeys> known) {
        this.known = known;
        this.retired = RetiredKeys.load();
    }

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        for (ConfiguredProperty property : context.all()) {
            String name = property.name();
            if (name.startsWith(OURS)) {
                unknown(property, findings);
            } else if (OF_SPRING.stream().anyMatch(name::startsWith)) {
                retired(property, findings);
            }
        }
        unresolved(context, findings);
        return findings;
    }

    static boolean isUnresolved(Finding finding) {
        return finding.id().equals(UNRESOLVED);
    }

    static void unresolved(CheckContext context, List<Finding> findings) {
        Set<String> required = SecretChecks.required(context);
        for (ConfiguredProperty property : context.all()) {
            if (property.unresolved() != null && isRead(property, required)) {
                findings.add(unresolved(context, property, property.unresolved()));
            }
        }
    }

    /** Of what else a service may read, text with a placeholder does harm where it is taken for a secret. */
    private static boolean isRead(ConfiguredProperty property, Set<String> required) {
        String name = property.name();
        return READ.stream().anyMatch(name::startsWith)
                || required.contains(MetadataKeys.uniform(name))
                || (!property.foreign() && SecretKind.of(name) != null);
    }

    private void retired(ConfiguredProperty property, List<Finding> findings) {
        Retired found = retired.find(property.name());
        if (found == null) {
            return;
        }
        String replacement = found.replacement();
        Change change =
                replacement == null ? Change.remove(property.name()) : Change.rename(property.name(), replacement);
        findings.add(Finding.of(
                        found.removed() ? "CFG001" : "CFG002",
                        found.removed() ? Severity.WARNING : Severity.INFO,
                        found.removed()
                                ? "Spring Boot no longer reads this property: it has no effect."
                                : "This property is deprecated and will have no effect in a later version.",
                        change)
                .about(property.name(), property));
    }

    private void unknown(ConfiguredProperty property, List<Finding> findings) {
        if (known.get().isKnown(property.name())) {
            return;
        }
        String nearest = NearestName.of(property.name(), known.get().names());
        Change change = nearest == null ? Change.remove(property.name()) : Change.rename(property.name(), nearest);
        findings.add(Finding.of("CFG003", Severity.WARNING, "There is no such property: it has no effect.", change)
                .about(property.name(), property));
    }

    private static Finding unresolved(CheckContext context, ConfiguredProperty property, String missing) {
        boolean secret = SecretKind.of(property.name()) != null;
        if (secret && !PropertyReader.isReference(property.value())) {
            return partOfASecret(context, property);
        }
        return Finding.of(
                        UNRESOLVED,
                        context.severity(Severity.ERROR),
                        "Nothing says what ${" + missing + "} stands for.",
                        Change.set(missing, secret ? Change.NEW_SECRET : "<value>"))
                .advise("Set it as an environment variable" + (secret ? ", or " + missing + "_FILE." : "."))
                .about(property.name(), property);
    }

    /** What looks like a name may be a part of the secret itself, and is not shown. */
    private static Finding partOfASecret(CheckContext context, ConfiguredProperty property) {
        return Finding.of(
                        UNRESOLVED,
                        context.severity(Severity.ERROR),
                        "Spring takes a part of the secret for a placeholder, and nothing says what it stands for.",
                        Change.set(property.name(), Change.NEW_SECRET))
                .advise("Or write \\${ where the secret itself holds ${, or set what the placeholder names.")
                .about(property.name(), property);
    }
}
