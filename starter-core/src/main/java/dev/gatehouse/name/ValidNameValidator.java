package dev.gatehouse.name;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Tells which flaw a name has. The messages are constants, so nothing a client sent is ever interpolated. */
public final class ValidNameValidator implements ConstraintValidator<ValidName, CharSequence> {

    private NameRules rules = NameRules.defaults();
    private boolean ownMessage;

    @Override
    public void initialize(ValidName constraint) {
        rules = new NameRules(constraint.maxBytes(), constraint.leadingDot());
        ownMessage = !constraint.message().isEmpty();
    }

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        NameFlaw flaw = value == null ? null : rules.flawOf(value.toString());
        if (flaw != null && !ownMessage) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(flaw.message()).addConstraintViolation();
        }
        return flaw == null;
    }
}
