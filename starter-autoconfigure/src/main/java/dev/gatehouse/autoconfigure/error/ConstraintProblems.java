package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.FieldProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;

/** Reads what Bean Validation found outside Spring MVC. Loaded only where Bean Validation is on the class path. */
final class ConstraintProblems {

    private ConstraintProblems() {}

    static boolean isViolation(Exception exception) {
        return exception instanceof ConstraintViolationException;
    }

    static List<FieldProblem> of(Exception exception) {
        return ((ConstraintViolationException) exception)
                .getConstraintViolations().stream()
                        .map(ConstraintProblems::problem)
                        .sorted(Comparator.comparing(FieldProblem::field).thenComparing(FieldProblem::code))
                        .toList();
    }

    private static FieldProblem problem(ConstraintViolation<?> violation) {
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new FieldProblem(
                field(violation.getPropertyPath()), violation.getMessage(), FieldProblems.snakeCase(constraint));
    }

    /** The path without the method it starts with: that is nobody's business outside. */
    private static String field(Path path) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CONSTRUCTOR) {
                continue;
            }
            if (node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            }
            if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return field.toString();
    }
}
