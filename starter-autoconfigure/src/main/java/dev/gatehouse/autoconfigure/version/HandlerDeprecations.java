package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.autoconfigure.web.PerHandler;
import dev.gatehouse.version.DeprecatedEndpoint;
import dev.gatehouse.version.Deprecation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** The deprecations that {@link DeprecatedEndpoint} annotations put on handler methods, read once per method. */
final class HandlerDeprecations {

    private final PerHandler<Optional<Deprecation>> deprecations = new PerHandler<>(HandlerDeprecations::read);

    @Nullable
    Deprecation of(HandlerMethod handler) {
        return deprecations.of(handler).orElse(null);
    }

    private static Optional<Deprecation> read(HandlerMethod handler) {
        DeprecatedEndpoint annotation = find(handler);
        if (annotation == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Deprecation.of(annotation));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "@DeprecatedEndpoint on " + handler.getShortLogMessage() + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable DeprecatedEndpoint find(HandlerMethod handler) {
        DeprecatedEndpoint ofMethod =
                AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), DeprecatedEndpoint.class);
        return ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), DeprecatedEndpoint.class);
    }
}
