package dev.gatehouse.name;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text is a safe name for a file or a catalogue entry, see {@link NameRules}. For path variables, parameters and
 * fields of bodies; null is valid. The text itself stays as it was sent: take {@link SafeName} to get it normalised.
 */
@Documented
@Constraint(validatedBy = ValidNameValidator.class)
@Target({
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE,
    ElementType.ANNOTATION_TYPE,
    ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidName {

    /**
     * Says how long a name may be.
     *
     * @return bytes of UTF-8, 1 to 255
     */
    int maxBytes() default 255;

    /**
     * Says whether a name may start with a dot.
     *
     * @return true if it may
     */
    boolean leadingDot() default false;

    /**
     * Replaces the message that names the flaw.
     *
     * @return the message for every flaw; empty for one message per flaw
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
