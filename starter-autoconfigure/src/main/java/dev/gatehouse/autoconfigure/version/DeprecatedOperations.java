package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.version.Deprecation;
import io.swagger.v3.oas.models.Operation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Marks deprecated operations in the OpenAPI description, with their sunset as {@code x-sunset}. */
final class DeprecatedOperations implements GlobalOperationCustomizer {

    private final ConfiguredDeprecations configured;
    private final HandlerDeprecations annotated;
    private final HandlerRoutes routes;
    private final @Nullable ApiVersionStrategy strategy;

    DeprecatedOperations(
            ConfiguredDeprecations configured,
            HandlerDeprecations annotated,
            HandlerRoutes routes,
            @Nullable ApiVersionStrategy strategy) {
        this.configured = configured;
        this.annotated = annotated;
        this.routes = routes;
        this.strategy = strategy;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Deprecation deprecation = find(handler);
        if (deprecation != null) {
            operation.setDeprecated(true);
            if (deprecation.sunset() != null) {
                operation.addExtension("x-sunset", deprecation.sunset().toString());
            }
        }
        return operation;
    }

    private @Nullable Deprecation find(HandlerMethod handler) {
        for (ConfiguredDeprecation deprecation : configured.all()) {
            List<RequestMappingInfo> mappings = routes.of(handler);
            if (!mappings.isEmpty() && mappings.stream().allMatch(mapping -> covers(deprecation, mapping))) {
                return deprecation.deprecation();
            }
        }
        return annotated.of(handler);
    }

    private boolean covers(ConfiguredDeprecation deprecation, RequestMappingInfo mapping) {
        String text = mapping.getVersionCondition().getVersion();
        Comparable<?> version = text == null || strategy == null ? null : strategy.parseVersion(text);
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .allMatch(pattern -> methods.isEmpty()
                        ? deprecation.covers(pattern, "GET", version) && deprecation.covers(pattern, "POST", version)
                        : methods.stream().allMatch(method -> deprecation.covers(pattern, method.name(), version)));
    }
}
