package dev.gatehouse.upload;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The file is accepted, by the policy of the service and by what is said here. For a {@code MultipartFile} of Spring and
 * a {@code Part} of the servlet API, as an argument or in an object that is validated; null is valid. Where a filter has
 * checked the file already, only what is said here is checked.
 *
 * <pre>{@code
 * void portrait(@RequestPart @ValidUpload(extensions = {"png", "jpg"}, maxBytes = 500_000) MultipartFile file)
 * }</pre>
 */
@Documented
@Constraint(validatedBy = ValidUploadValidator.class)
@Target({
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE,
    ElementType.ANNOTATION_TYPE,
    ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidUpload {

    /**
     * Says which extensions are accepted here.
     *
     * @return extensions without the dot; empty for those of the policy
     */
    String[] extensions() default {};

    /**
     * Says how large the file may be.
     *
     * @return bytes, at least 1; 0 for as large as the policy says
     */
    long maxBytes() default 0;

    /**
     * Says whether an input into which no file was put is valid.
     *
     * @return false to ask for a file
     */
    boolean optional() default false;

    /**
     * Replaces the message that says why the file is not accepted.
     *
     * @return the message for every reason; empty for one message per reason
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
