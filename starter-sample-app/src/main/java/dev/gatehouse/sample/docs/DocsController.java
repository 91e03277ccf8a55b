package dev.gatehouse.sample.docs;

import dev.gatehouse.autoconfigure.version.ApiVersionProperties;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Is there where the description of the API is, and nowhere else; open to whom that is, as application.yml says. */
@RestController
@RequestMapping("/docs")
@ConditionalOnBooleanProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
@RateLimit(RateLimit.RELAXED)
@Tag(name = "About the API", description = "Versions and changes.")
class DocsController {

    private final ObjectProvider<ApiVersionProperties> versions;

    DocsController(ObjectProvider<ApiVersionProperties> versions) {
        this.versions = versions;
    }

    @GetMapping(path = "/versions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List the versions of the API", description = "The current one, and what is deprecated.")
    ApiVersions listVersions() {
        return versions.stream().findFirst().map(ApiVersions::of).orElseGet(() -> new ApiVersions(null, List.of()));
    }

    @GetMapping(path = "/changelog", produces = MediaType.TEXT_MARKDOWN_VALUE)
    @Operation(summary = "Read what has changed", description = "Markdown, newest first.")
    Resource readChangelog() {
        return new ClassPathResource("api-changelog.md");
    }
}
