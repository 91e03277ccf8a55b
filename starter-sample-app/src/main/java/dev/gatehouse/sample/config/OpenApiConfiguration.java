package dev.gatehouse.sample.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.gatehouse.autoconfigure.health.HealthProperties;
import dev.gatehouse.token.jwt.KeyRing;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** The description of the API. What holds for every operation is added here, once. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                // Relative: the default repeats the Host header of the request.
                .addServersItem(new Server().url("/").description("This service"))
                .info(new Info()
                        .title("Gatehouse sample")
                        .version("v1")
                        .description(
                                "A hardened API to copy as the start of an own service. Every error has one format:"
                                        + " RFC 9457 problem details with an `error_code` to branch on. Lengths of text"
                                        + " count UTF-16 units, as JavaScript does: an emoji has two or more.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    /** The describing library has a JSON mapper of its own, which knows nothing of spring.jackson.*. */
    @Bean
    ModelResolver snakeCaseModels() {
        ObjectMapper mapper = Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper).openapi31(true);
    }

    @Bean
    OpenApiCustomizer problemResponses(ObjectProvider<HealthProperties> health, ObjectProvider<KeyRing> keys) {
        return api -> {
            ModelConverters.getInstance(true)
                    .readAll(new AnnotatedType(ProblemDocument.class))
                    .forEach(api.getComponents()::addSchemas);
            FilterOperations filters = new FilterOperations(api);
            health.stream().filter(HealthProperties::enabled).forEach(filters::describeMonitoring);
            keys.stream().filter(ring -> !ring.isSymmetric()).forEach(ring -> filters.describeKeys());
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> describeProblems(operation.getResponses()));
            // They know no limits, and their 503 is the answer.
            health.stream().filter(HealthProperties::enabled).forEach(filters::describeProbes);
        };
    }

    /** What stands beside a reference narrows it only: where null may stand for an object, it is another choice. */
    @Bean
    OpenApiCustomizer nullableObjects() {
        return api -> api.getComponents().getSchemas().values().forEach(OpenApiConfiguration::allowNulls);
    }

    private static void allowNulls(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .replaceAll((name, property) -> isNullableObject(property) ? orNull(property) : property);
        }
    }

    private static boolean isNullableObject(Schema<?> property) {
        return property.get$ref() != null
                && property.getTypes() != null
                && property.getTypes().contains("null");
    }

    private static Schema<?> orNull(Schema<?> object) {
        return new Schema<>()
                .specVersion(SpecVersion.V31)
                .description(object.getDescription())
                .anyOf(List.of(
                        new Schema<>().$ref(object.get$ref()),
                        new Schema<>().specVersion(SpecVersion.V31).types(Set.of("null"))));
    }

    private static void describeProblems(ApiResponses responses) {
        responses.addApiResponse("default", anyProblem());
        describeRetry(responses, "429", "Too many requests of this caller.");
        describeRetry(responses, "503", "The service cannot do this at present.");
        responses.forEach((status, response) -> {
            if (!status.startsWith("2") && !status.startsWith("3")) {
                response.setContent(problem());
            }
        });
    }

    private static void describeRetry(ApiResponses responses, String status, String description) {
        responses
                .computeIfAbsent(status, missing -> new ApiResponse().description(description))
                .addHeaderObject(
                        HttpHeaders.RETRY_AFTER,
                        new Header()
                                .description("In how many seconds to try again.")
                                .schema(new JsonSchema().typesItem("integer")));
    }

    static ApiResponse anyProblem() {
        return new ApiResponse()
                .description("Refused or failed; `error_code` says why.")
                .content(problem());
    }

    private static Content problem() {
        return new Content()
                .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType().schema(new Schema<>().$ref(PROBLEM)));
    }
}
