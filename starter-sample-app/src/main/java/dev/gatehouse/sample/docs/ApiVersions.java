package dev.gatehouse.sample.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.autoconfigure.version.ApiVersionProperties;
import dev.gatehouse.version.DeprecationDate;
import dev.gatehouse.version.DeprecationLink;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Which version of the API is served, and what of it will leave.")
record ApiVersions(
        @Schema(description = "As in the header X-API-Version.", example = "1") @Nullable
        String current,

        @Schema(description = "What answers announce by Deprecation and Sunset, too.")
        List<Retiring> deprecations) {

    static ApiVersions of(ApiVersionProperties properties) {
        return new ApiVersions(
                properties.current(),
                properties.deprecations().stream().map(Retiring::of).toList());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RetiringEndpoints", description = "Endpoints that are deprecated.")
    record Retiring(
            @Schema(description = "Empty: all of the versions.", example = "[\"/api/v1/orders/**\"]")
            List<String> paths,

            @Schema(description = "Empty: all.", example = "[]")
            List<String> versions,

            @Schema(description = "Deprecated since.") @Nullable
            Instant since,

            @Schema(description = "May no longer answer from then on.") @Nullable
            Instant sunset,

            @Schema(description = "What to use instead.", example = "/api/v2/orders") @Nullable
            String successor) {

        private static Retiring of(ApiVersionProperties.Rule rule) {
            return new Retiring(
                    rule.paths(),
                    rule.versions(),
                    instant(rule.since()),
                    instant(rule.sunset()),
                    link(rule.successor()));
        }

        private static @Nullable Instant instant(@Nullable DeprecationDate date) {
            return date == null ? null : date.instant();
        }

        private static @Nullable String link(@Nullable DeprecationLink link) {
            return link == null ? null : link.target();
        }
    }
}
