package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.cors.CorsSettings;
import dev.gatehouse.net.OriginPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The values that hold for all paths or for some, below the prefix of the properties they come from. */
record CorsValues(
        String prefix,
        List<OriginPattern> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        boolean credentials,
        Duration maxAge) {

    private static final List<String> NONE = List.of();

    CorsValues overriddenBy(String newPrefix, CorsProperties.Path path) {
        return new CorsValues(
                newPrefix,
                or(path.allowedOrigins(), origins),
                or(path.allowedMethods(), methods),
                or(path.allowedHeaders(), headers),
                or(path.exposedHeaders(), exposed),
                or(path.allowCredentials(), credentials),
                or(path.maxAge(), maxAge));
    }

    CorsSettings toSettings(List<String> alwaysExposed) {
        check("allowed-methods", methods, () -> new CorsSettings(List.of(), methods, NONE, NONE, false, Duration.ZERO));
        check("allowed-headers", headers, () -> new CorsSettings(List.of(), NONE, headers, NONE, false, Duration.ZERO));
        check(
                "exposed-headers",
                exposed,
                () -> new CorsSettings(List.of(), NONE, NONE, exposed, credentials, Duration.ZERO));
        check("max-age", maxAge, () -> new CorsSettings(List.of(), NONE, NONE, NONE, false, maxAge));
        List<String> all = new ArrayList<>(exposed);
        alwaysExposed.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return check(
                "allowed-origins",
                origins,
                () -> new CorsSettings(origins, methods, headers, all, credentials, maxAge));
    }

    private CorsSettings check(String name, Object value, Supplier<CorsSettings> construction) {
        try {
            return construction.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    prefix + "." + name, value, Objects.toString(e.getMessage()));
        }
    }

    private static <T> T or(@Nullable T own, T general) {
        return own == null ? general : own;
    }
}
