package dev.gatehouse.sample.db;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds that an instant lies in the years 1970 to 9999, for every one that a client sends. {@link Instant} goes a billion
 * years further than databases and {@link java.time.OffsetDateTime} do: the client's mistake would surface as a failure of
 * ours. Null is good.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = StorableTime.Validator.class)
public @interface StorableTime {

    /** What is said of another one. */
    String message() default "must lie in the years 1970 to 9999";

    /** When it is held; always by default. */
    Class<?>[] groups() default {};

    /** What Bean Validation asks for; nothing by default. */
    Class<? extends Payload>[] payload() default {};

    /** Judges the instant. */
    final class Validator implements ConstraintValidator<StorableTime, Instant> {

        private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

        @Override
        public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
            return instant == null || (!instant.isBefore(Instant.EPOCH) && instant.isBefore(END));
        }
    }
}
