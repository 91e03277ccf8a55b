package dev.gatehouse.autoconfigure.access;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Names the credentials in the OpenAPI description; a scheme that the service describes under the same name stays. */
final class AccessSchemes implements GlobalOpenApiCustomizer {

    static final String BEARER = "bearer";
    static final String API_KEY = "apiKey";

    private final @Nullable String apiKeyHeader;

    /** Takes the header of API keys; null where there are none. */
    AccessSchemes(@Nullable String apiKeyHeader) {
        this.apiKeyHeader = apiKeyHeader;
    }

    @Override
    public void customise(OpenAPI description) {
        Components components = description.getComponents();
        if (components == null) {
            components = new Components();
            description.setComponents(components);
        }
        add(
                components,
                BEARER,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        if (apiKeyHeader != null) {
            add(
                    components,
                    API_KEY,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.APIKEY)
                            .in(SecurityScheme.In.HEADER)
                            .name(apiKeyHeader));
        }
    }

    private static void add(Components components, String name, SecurityScheme scheme) {
        Map<String, SecurityScheme> known = components.getSecuritySchemes();
        if (known == null || !known.containsKey(name)) {
            components.addSecuritySchemes(name, scheme);
        }
    }
}
