package dev.gatehouse.autoconfigure.access;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.time.Duration;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/**
 * Says in the OpenAPI description who may call an operation: the credentials, the permissions as {@code x-permission}, the age of
 * the log-in as {@code x-step-up-max-age} in seconds, and the answers to those who may not.
 */
final class AccessOperations implements GlobalOperationCustomizer {

    private final HandlerAccess annotated;
    private final boolean apiKeys;

    AccessOperations(HandlerAccess annotated, boolean apiKeys) {
        this.annotated = annotated;
        this.apiKeys = apiKeys;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        EndpointRule rule = annotated.of(handler);
        if (rule.isPublic()) {
            // Empty and not absent: a requirement of the whole description does not hold here.
            operation.setSecurity(List.of());
            return operation;
        }
        if (rule.access() == EndpointRule.Access.GUARDED) {
            describe(operation, rule);
        }
        return operation;
    }

    private void describe(Operation operation, EndpointRule rule) {
        operation.addSecurityItem(new SecurityRequirement().addList(AccessSchemes.BEARER));
        if (apiKeys && !rule.usersOnly()) {
            operation.addSecurityItem(new SecurityRequirement().addList(AccessSchemes.API_KEY));
        }
        if (!rule.permissions().isEmpty()) {
            operation.addExtension(
                    "x-permission", rule.permissions().stream().sorted().toList());
        }
        Duration maxAge = rule.maxAge();
        if (maxAge != null) {
            operation.addExtension("x-step-up-max-age", maxAge.toSeconds());
        }
        ApiResponses responses = operation.getResponses();
        if (responses == null) {
            responses = new ApiResponses();
            operation.setResponses(responses);
        }
        responses.putIfAbsent(
                "401", problem(maxAge == null ? "Nobody is signed in." : "Nobody has signed in recently."));
        responses.putIfAbsent("403", problem("The caller may not do this."));
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType()));
    }
}
