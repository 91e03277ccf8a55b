package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of a table of checks: a property, when its value is wrong, why, and what to write instead. Immutable. */
final class PropertyCheck implements Check {

    /** Judges the value of a property: null if it is not set, otherwise without blanks around it. */
    interface Value {
        boolean isWrong(@Nullable String value);
    }

    private static final Predicate<CheckContext> ALWAYS = context -> true;
    private static final Value IS_MISSING = value -> value == null || value.isEmpty();

    private final String id;
    private final Severity severity;
    private final String property;
    private final Value value;
    private final Predicate<CheckContext> applies;
    private final String problem;
    private final List<Change> changes;

    private PropertyCheck(
            String id,
            Severity severity,
            String property,
            Value value,
            Predicate<CheckContext> applies,
            String problem,
            List<Change> changes) {
        this.id = id;
        this.severity = severity;
        this.property = property;
        this.value = value;
        this.applies = applies;
        this.problem = problem;
        this.changes = changes;
    }

    static PropertyCheck error(String id, String property, Value wrong) {
        return new PropertyCheck(id, Severity.ERROR, property, wrong, ALWAYS, "", List.of());
    }

    static PropertyCheck warning(String id, String property, Value wrong) {
        return new PropertyCheck(id, Severity.WARNING, property, wrong, ALWAYS, "", List.of());
    }

    static PropertyCheck note(String id, String property, Value wrong) {
        return new PropertyCheck(id, Severity.INFO, property, wrong, ALWAYS, "", List.of());
    }

    PropertyCheck where(Predicate<CheckContext> condition) {
        return new PropertyCheck(id, severity, property, value, condition, problem, changes);
    }

    PropertyCheck because(String sentences) {
        return new PropertyCheck(id, severity, property, value, applies, sentences, changes);
    }

    /** The same property with a value that is right. */
    PropertyCheck fix(String right) {
        return fix(Change.set(property, right));
    }

    PropertyCheck fix(Change... steps) {
        return new PropertyCheck(id, severity, property, value, applies, problem, List.of(steps));
    }

    @Override
    public List<Finding> check(CheckContext context) {
        if (!value.isWrong(context.value(property)) || !applies.test(context)) {
            return List.of();
        }
        Finding finding = new Finding(id, context.severity(severity), null, null, problem, "", changes);
        return List.of(finding.about(property, context.find(property)));
    }

    /** Compares as Spring Boot binds an enum: without case, hyphens and underscores. */
    static Value is(String... wrong) {
        Set<String> values = Arrays.stream(wrong).map(PropertyCheck::plain).collect(Collectors.toUnmodifiableSet());
        return value -> value != null && values.contains(plain(value));
    }

    private static String plain(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        value.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** In any spelling that Spring Boot takes for it. */
    static Value isTrue() {
        return is("true", "on", "yes", "1");
    }

    /** In any spelling that Spring Boot takes for it. */
    static Value isFalse() {
        return is("false", "off", "no", "0");
    }

    static Value isMissing() {
        return IS_MISSING;
    }

    static Value isMissingOr(String... wrong) {
        return isMissingOr(is(wrong));
    }

    static Value isMissingOr(Value wrong) {
        return value -> IS_MISSING.isWrong(value) || wrong.isWrong(value);
    }
}
