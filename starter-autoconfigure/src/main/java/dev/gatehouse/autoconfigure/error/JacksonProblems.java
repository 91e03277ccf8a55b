package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.InvalidValueException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Finds the field whose value Jackson could not take; broken JSON is not the matter of a field. Loaded only where Jackson 3 is on the class path. */
final class JacksonProblems {

    private JacksonProblems() {}

    static @Nullable FieldProblem of(@Nullable Throwable cause) {
        if (!(cause instanceof DatabindException exception)) {
            return null;
        }
        String field = path(exception);
        if (field.isEmpty()) {
            return null;
        }
        if (exception instanceof UnrecognizedPropertyException) {
            return new FieldProblem(field, "Is not known here.", "unknown_field");
        }
        InvalidValueException invalid = FieldProblems.invalidValue(exception);
        if (invalid != null) {
            return invalid.at(field);
        }
        return FieldProblems.typeMismatch(
                field, exception instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null);
    }

    private static String path(JacksonException exception) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : exception.getPath()) {
            if (reference.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            } else if (reference.getIndex() >= 0) {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.toString();
    }
}
