package dev.gatehouse.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * The resources that Gatehouse reads at run time, and the classes and methods that it finds by name, for native images, which contain
 * only those they are told of.
 */
final class ResourceHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources()
                .registerPattern("dev/gatehouse/password/common-words.txt")
                .registerPattern("dev/gatehouse/password/cyrillic-words.txt")
                .registerPattern("dev/gatehouse/autoconfigure/environment/check/retired-properties.txt")
                .registerPattern("META-INF/spring-configuration-metadata.json");
        for (OptionalLibrary library : OptionalLibrary.values()) {
            library.hint(hints, classLoader);
        }
        hintAtStatus(hints, "org.apache.tomcat.util.http.InvalidParameterException", "getErrorCode");
        hintAtStatus(hints, "org.eclipse.jetty.http.HttpException", "getCode");
    }

    /** Of an exception of the container: core knows those by name. */
    private static void hintAtStatus(RuntimeHints hints, String exception, String method) {
        hints.reflection()
                .registerType(
                        TypeReference.of(exception), type -> type.withMethod(method, List.of(), ExecutableMode.INVOKE));
    }
}
