package dev.gatehouse.batch;

import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.UnexpectedTypeException;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts, and tells how many there may be. */
public final class MaxBatchSizeValidator implements ConstraintValidator<MaxBatchSize, Object> {

    private BatchLimits limits = BatchLimits.defaults();
    private int limit;
    private boolean ownMessage;

    /**
     * Replaces the default limits; to be called before the validator is initialized.
     *
     * @param configured where limits are looked up by name
     */
    public void use(BatchLimits configured) {
        limits = configured;
    }

    /**
     * Finds the limit.
     *
     * @throws ConstraintDeclarationException if the annotation names a limit that does not exist
     */
    @Override
    public void initialize(MaxBatchSize constraint) {
        ownMessage = !constraint.message().isEmpty();
        if (constraint.max() < 0) {
            throw new ConstraintDeclarationException(
                    "@MaxBatchSize(max = " + constraint.max() + ") allows nothing. Use at least 1.");
        }
        try {
            limit = constraint.max() == 0 ? limits.of(constraint.value()) : own(constraint.max());
        } catch (IllegalArgumentException e) {
            throw new ConstraintDeclarationException(e.getMessage(), e);
        }
    }

    private int own(int max) {
        return limits.enforced() ? max : Integer.MAX_VALUE;
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        boolean valid = value == null || size(value) <= limit;
        if (!valid && !ownMessage) {
            String message = value instanceof Number ? "Must be at most " + limit + "." : BatchLimits.tooMany(limit);
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        }
        return valid;
    }

    private static long size(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value.getClass().isArray()) {
            return Array.getLength(value);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return ((Number) value).longValue();
        }
        throw new UnexpectedTypeException("@MaxBatchSize is for collections, maps, arrays and whole numbers, not for "
                + value.getClass().getName() + ".");
    }
}
