package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The resources that Gatehouse reads at run time, for native images, which contain only those they are told of. */
final class ResourceHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources()
                .registerPattern("dev/gatehouse/password/common-words.txt")
                .registerPattern("dev/gatehouse/password/cyrillic-words.txt")
                .registerPattern("dev/gatehouse/autoconfigure/environment/retired-properties.txt")
                .registerPattern("META-INF/spring-configuration-metadata.json");
    }
}
