package dev.gatehouse.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.name.SafeName;
import dev.gatehouse.upload.content.Content;
import jakarta.validation.ConstraintValidatorContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the path accepted by rules of its own is measured by the annotation alone. */
class ValidUploadValidatorTests {

    private static final UploadPolicy OF_SERVICE = UploadPolicy.builder()
            .allowedExtensions("txt", "png")
            .maxFileSize(100)
            .build();

    /** A message of its own, so that none has to be built. */
    static class Arguments {
        @ValidUpload(message = "refused")
        Object nothing;

        @ValidUpload(message = "refused", maxBytes = 500)
        Object size;

        @ValidUpload(
                message = "refused",
                extensions = {"md", "PDF"})
        Object extensions;

        @ValidUpload(
                message = "refused",
                extensions = {"md", "pdf"},
                maxBytes = 50)
        Object both;
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,    a.md,  1000, true",
        "size,       a.md,  500,  true",
        "size,       a.md,  501,  false",
        "extensions, a.md,  1000, true",
        "extensions, A.MD,  1000, true",
        "extensions, a.pdf, 1000, true",
        "extensions, a.txt, 10,   false",
        "both,       a.md,  50,   true",
        "both,       a.md,  51,   false",
        "both,       a.txt, 50,   false",
    })
    void addsToWhatThePathAcceptedOnlyWhatTheAnnotationSays(String argument, String name, int size, boolean valid)
            throws Exception {
        assertThat(isValid(argument, name, size, UploadVerdict.accepted(SafeName.of(name), "any", false)))
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,    a.txt, 100, true",
        "nothing,    a.txt, 101, false",
        "nothing,    a.md,  10,  false",
        "size,       a.txt, 500, true",
        "size,       a.md,  10,  false",
        "extensions, a.md,  101, false",
    })
    void addsToThePolicyOfTheServiceWhereNothingWasChecked(String argument, String name, int size, boolean valid)
            throws Exception {
        assertThat(isValid(argument, name, size, null)).isEqualTo(valid);
    }

    private static boolean isValid(String argument, String name, int size, @Nullable UploadVerdict known)
            throws Exception {
        byte[] text = "a".repeat(size).getBytes();
        UploadedFile file = UploadedFile.of(name, null, Content.of(size, () -> new ByteArrayInputStream(text)));
        ValidUploadValidator validator = new ValidUploadValidator();
        validator.use(UploadValidator.withDefaults(), OF_SERVICE, new UploadSource() {
            @Override
            public UploadedFile fileOf(Object value) {
                return file;
            }

            @Override
            public @Nullable UploadVerdict verdictOf(Object value) {
                return known;
            }
        });
        validator.initialize(Arguments.class.getDeclaredField(argument).getAnnotation(ValidUpload.class));
        return validator.isValid(file, untouched());
    }

    private static ConstraintValidatorContext untouched() {
        return (ConstraintValidatorContext) Proxy.newProxyInstance(
                ValidUploadValidatorTests.class.getClassLoader(),
                new Class<?>[] {ConstraintValidatorContext.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }
}
