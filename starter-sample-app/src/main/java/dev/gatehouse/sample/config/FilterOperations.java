package dev.gatehouse.sample.config;

import dev.gatehouse.autoconfigure.health.HealthProperties;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;

/** Describes what filters answer and no controller does: health, metrics and the public keys. */
final class FilterOperations {

    private static final String TAG = "Operation";
    private static final String STATUS = "HealthStatus";

    private final OpenAPI api;

    FilterOperations(OpenAPI api) {
        this.api = api;
    }

    void describeMonitoring(HealthProperties health) {
        api.addTagsItem(new Tag().name(TAG).description("For probes, monitoring and services that verify tokens."));
        guarded(
                health.basePath() + "/detailed",
                operation("readDetailedHealth", "Tell how each part does"),
                ok("application/json", type("object")),
                health.detailedAuthority());
        metrics(health.basePath() + "/metrics", "readMetricsOfHealth", health);
        if (!health.metricsPath().isEmpty()) {
            metrics(health.metricsPath(), "readMetrics", health);
        }
    }

    void describeProbes(HealthProperties health) {
        ModelConverters.getInstance(true)
                .readAll(new AnnotatedType(HealthDocument.class))
                .forEach(api.getComponents()::addSchemas);
        String base = health.basePath();
        status(base, "readHealth", "Tell how the service does");
        status(base + "/ping", "ping", "Tell that the service answers, and look at nothing");
        status(base + "/live", "readLiveness", "Tell whether the service lives");
        status(base + "/ready", "readReadiness", "Tell whether the service takes requests");
    }

    void describeKeys() {
        add(
                "/.well-known/jwks.json",
                operation("readKeys", "List the public keys of access tokens")
                        .description("A JSON Web Key Set (RFC 7517). It may be kept for five minutes.")
                        .security(List.of())
                        .responses(ok("application/jwk-set+json", type("object"))));
    }

    private void status(String path, String id, String summary) {
        Schema<?> status = new Schema<>().$ref(STATUS);
        ApiResponse not = new ApiResponse().description("Not at present.").content(content("application/json", status));
        add(
                path,
                operation(id, summary)
                        .security(List.of())
                        .responses(ok("application/json", status)
                                .addApiResponse("503", not)
                                .addApiResponse("default", OpenApiConfiguration.anyProblem())));
    }

    private void metrics(String path, String id, HealthProperties health) {
        guarded(
                path,
                operation(id, "Read the metrics in the format of Prometheus"),
                ok("text/plain", type("string")),
                health.metricsAuthority());
    }

    private void guarded(String path, Operation operation, ApiResponses responses, String permission) {
        responses.addApiResponse("401", new ApiResponse().description("Nobody is signed in."));
        responses.addApiResponse("403", new ApiResponse().description("The caller may not do this."));
        if (!permission.isEmpty()) {
            operation.addExtension("x-permission", List.of(permission));
        }
        add(
                path,
                operation
                        .description("For the token of operators, and for users and API keys with the permission.")
                        .addSecurityItem(new SecurityRequirement().addList("bearer"))
                        .responses(responses));
    }

    private void add(String path, Operation operation) {
        api.path(path, new PathItem().get(operation));
    }

    private static Operation operation(String id, String summary) {
        return new Operation().operationId(id).summary(summary).addTagsItem(TAG);
    }

    private static ApiResponses ok(String mediaType, Schema<?> schema) {
        return new ApiResponses()
                .addApiResponse("200", new ApiResponse().description("OK").content(content(mediaType, schema)));
    }

    private static Content content(String mediaType, Schema<?> schema) {
        return new Content().addMediaType(mediaType, new MediaType().schema(schema));
    }

    private static Schema<?> type(String type) {
        return new JsonSchema().typesItem(type);
    }
}
