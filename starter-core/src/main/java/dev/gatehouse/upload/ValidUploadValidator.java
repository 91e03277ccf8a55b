package dev.gatehouse.upload;

import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.content.UploadReason;
import jakarta.servlet.http.Part;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.UnexpectedTypeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks an annotated file. By itself it knows the {@code Part} of the servlet API and the default policy, and looks at
 * nothing else; {@link #use} makes it know more.
 */
public final class ValidUploadValidator implements ConstraintValidator<ValidUpload, Object> {

    private @Nullable UploadValidator validator;
    private UploadPolicy policy = UploadPolicy.defaults();
    private @Nullable UploadSource source;
    private boolean bySize;
    private boolean byExtension;
    private boolean optional;
    private boolean ownMessage;

    /**
     * Replaces the defaults; to be called before the validator is initialized.
     *
     * @param newValidator checks files
     * @param newPolicy which files the service accepts
     * @param newSource finds the files in values that are no parts
     */
    public void use(UploadValidator newValidator, UploadPolicy newPolicy, UploadSource newSource) {
        validator = newValidator;
        policy = newPolicy;
        source = newSource;
    }

    /**
     * Combines the annotation with the policy.
     *
     * @throws ConstraintDeclarationException if the annotation asks for what cannot be checked
     */
    @Override
    public void initialize(ValidUpload constraint) {
        optional = constraint.optional();
        ownMessage = !constraint.message().isEmpty();
        bySize = constraint.maxBytes() != 0;
        byExtension = constraint.extensions().length > 0;
        UploadPolicy.Builder builder = policy.toBuilder();
        if (byExtension) {
            builder.allowedExtensions(constraint.extensions());
        }
        try {
            if (bySize) {
                builder.maxFileSize(constraint.maxBytes());
            }
            policy = builder.build();
        } catch (IllegalArgumentException e) {
            throw new ConstraintDeclarationException("@ValidUpload cannot be checked: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        UploadRejection rejection = value == null ? null : rejectionOf(value);
        if (rejection != null && !ownMessage) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(rejection.message()).addConstraintViolation();
        }
        return rejection == null;
    }

    private @Nullable UploadRejection rejectionOf(Object value) {
        UploadedFile file = fileOf(value);
        if (file == null || (optional && isLeftEmpty(file))) {
            return null;
        }
        UploadVerdict known = source == null ? null : source.verdictOf(value);
        if (known != null) {
            return narrowedRejection(file, known);
        }
        try {
            return validator().validate(file, policy).rejection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable UploadedFile fileOf(Object value) {
        if (value instanceof Part part) {
            String name = part.getSubmittedFileName();
            return UploadedFile.of(name, part.getContentType(), Content.of(part.getSize(), part::getInputStream));
        }
        if (source == null) {
            return null;
        }
        UploadedFile file = source.fileOf(value);
        if (file == null) {
            throw new UnexpectedTypeException("@ValidUpload is for uploaded files, not for "
                    + value.getClass().getName() + ".");
        }
        return file;
    }

    private UploadValidator validator() {
        if (validator == null) {
            validator = UploadValidator.withDefaults();
        }
        return validator;
    }

    private static boolean isLeftEmpty(UploadedFile file) {
        return file.content().size() == 0 && file.names().stream().allMatch(String::isEmpty);
    }

    /** The rest was found good already, by the policy of the path, which may accept more than that of the service. */
    private @Nullable UploadRejection narrowedRejection(UploadedFile file, UploadVerdict known) {
        if (bySize && file.content().size() > policy.maxFileSize()) {
            return new UploadRejection(
                    UploadReason.FILE_TOO_LARGE,
                    "The file is larger than " + ByteSize.of(policy.maxFileSize()) + ". Send a smaller one.");
        }
        String name = known.name().text().toLowerCase(Locale.ROOT);
        if (byExtension && !policy.allowedExtensions().contains(name.substring(name.lastIndexOf('.') + 1))) {
            return new UploadRejection(
                    UploadReason.EXTENSION_NOT_ALLOWED,
                    "Files with this extension are not accepted. Send one of "
                            + String.join(", ", policy.allowedExtensions()) + ".");
        }
        return null;
    }
}
