package dev.gatehouse.batch;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The batch has no more elements than allowed. For collections, maps and arrays, and for numbers that ask for so many
 * elements, e.g. a page size; null is valid. What it holds is not looked at.
 *
 * <pre>{@code
 * record Orders(@MaxBatchSize(MaxBatchSize.IMPORT) List<Order> orders) {}
 *
 * Page export(@RequestParam @MaxBatchSize(MaxBatchSize.EXPORT) int size)
 * }</pre>
 */
@Documented
@Constraint(validatedBy = MaxBatchSizeValidator.class)
@Target({
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE,
    ElementType.ANNOTATION_TYPE,
    ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxBatchSize {

    /** What a request may bring. */
    String IMPORT = BatchLimits.IMPORT;

    /** What a request may ask for at once. */
    String EXPORT = BatchLimits.EXPORT;

    /**
     * Names the limit.
     *
     * @return one of the configured names; not used when {@link #max} is set
     */
    String value() default IMPORT;

    /**
     * Sets the limit itself.
     *
     * @return the most elements, at least 1; 0 to take the limit by its name
     */
    int max() default 0;

    /**
     * Replaces the message, which tells the limit.
     *
     * @return the message; empty for the one with the limit
     */
    String message() default "";

    /**
     * The groups of Bean Validation.
     *
     * @return the groups
     */
    Class<?>[] groups() default {};

    /**
     * The payload of Bean Validation.
     *
     * @return the payload
     */
    Class<? extends Payload>[] payload() default {};
}
