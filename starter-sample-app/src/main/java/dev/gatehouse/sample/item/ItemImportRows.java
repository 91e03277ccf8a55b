package dev.gatehouse.sample.item;

import dev.gatehouse.error.FieldProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with which row of an import, so that a client can correct all of them at once. */
final class ItemImportRows {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private ItemImportRows() {}

    /** The rows that are not well formed; the others need no null check. */
    static List<FieldProblem> malformed(List<@Nullable ItemDraft> rows, Validator validator) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ItemDraft row = rows.get(i);
            if (row == null) {
                problems.add(new FieldProblem("items[" + i + "]", "must not be null", "not_null"));
            } else {
                problems.addAll(malformed(i, validator.validate(row)));
            }
        }
        return problems;
    }

    /** The rows whose reference another item or an earlier row has. */
    static List<FieldProblem> colliding(List<ItemDraft> rows, Set<String> taken) {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String ref = rows.get(i).externalRef();
            if (ref == null || ref.isEmpty()) {
                continue;
            }
            if (taken.contains(ref)) {
                problems.add(problem(i, "external_ref", "belongs to an item that exists", "taken"));
            } else if (!seen.add(ref)) {
                problems.add(problem(i, "external_ref", "stands in an earlier row, too", "duplicate"));
            }
        }
        return problems;
    }

    private static List<FieldProblem> malformed(int row, Set<ConstraintViolation<ItemDraft>> violations) {
        return violations.stream()
                .map(violation -> problem(
                        row,
                        snakeCase(violation.getPropertyPath().toString()),
                        violation.getMessage(),
                        snakeCase(violation
                                .getConstraintDescriptor()
                                .getAnnotation()
                                .annotationType()
                                .getSimpleName())))
                .sorted(Comparator.comparing(FieldProblem::field).thenComparing(FieldProblem::code))
                .toList();
    }

    private static FieldProblem problem(int row, String field, String message, String code) {
        return new FieldProblem("items[" + row + "]." + field, message, code);
    }

    private static String snakeCase(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
