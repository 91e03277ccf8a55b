package dev.gatehouse.sample.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads times in queries as {@link ClientTime} does; a parameter without a value is none. */
@Component
final class ClientTimeConverter implements Converter<String, Instant> {

    @Override
    @SuppressWarnings("NullAway") // Spring says by T that null may come back, which NullAway does not read.
    public @Nullable Instant convert(String text) {
        return text.isEmpty() ? null : ClientTime.parse(text);
    }
}
