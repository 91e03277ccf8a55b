package dev.gatehouse.autoconfigure.name;

import dev.gatehouse.name.SafeName;
import org.springframework.core.convert.converter.Converter;

/** Reads a path variable or parameter as a safe name by the default rules. */
final class SafeNameConverter implements Converter<String, SafeName> {

    @Override
    public SafeName convert(String source) {
        return SafeName.of(source);
    }
}
