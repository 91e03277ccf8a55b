package dev.gatehouse.sample.apikey;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.access.Refusals;
import dev.gatehouse.sample.paging.PageQuery;
import dev.gatehouse.sample.paging.PageResponse;
import dev.gatehouse.sample.paging.SortKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For people alone: a key that could make keys would never end. */
@RestController
@RequestMapping("/api/v1/api-keys")
@RateLimit(value = RateLimit.MODERATE, scope = "user")
@Tag(name = "API keys", description = "Credentials of programs. A key may do what its scopes name and you may.")
class ApiKeyController {

    private static final SortKeys SORT_KEYS =
            new SortKeys(Map.of("created_at", "createdAt", "expires_at", "expiresAt"), "created_at,desc");

    private final ApiKeyService keys;
    private final Refusals refusals;

    ApiKeyController(ApiKeyService keys, Refusals refusals) {
        this.keys = keys;
        this.refusals = refusals;
    }

    @RequirePermission("api-keys:manage")
    @RequireSignIn
    @GetMapping
    @Operation(summary = "List API keys", description = "Newest first. Ended and revoked ones stay for a while.")
    @ApiResponse(responseCode = "200", description = "Keys, without their secrets.")
    @ApiResponse(responseCode = "403", description = "The keys of others need `api-keys:admin`.")
    PageResponse<ApiKeyResponse> listApiKeys(
            @Parameter(description = "Whose keys; your own if absent.") @RequestParam(required = false) @Nullable
                    UUID owner,
            @ParameterObject @Valid PageQuery query) {
        return keys.list(owner, query.toPageable(SORT_KEYS));
    }

    @RequirePermission("api-keys:manage")
    @RequireSignIn
    @RequireStepUp
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make an API key", description = "Send it in the header `X-API-Key`.")
    @ApiResponse(responseCode = "201", description = "Made; `key` is shown this once.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: a scope that you do not have yourself.")
    @ApiResponse(responseCode = "422", description = "`too_many_api_keys`: 50 are in use.")
    ResponseEntity<CreatedApiKey> createApiKey(@Valid @RequestBody ApiKeyDraft draft) {
        return created(refusals.noted("api_key_created", null, () -> keys.create(draft)));
    }

    @RequirePermission("api-keys:manage")
    @RequireSignIn
    @GetMapping("/{id}")
    @Operation(summary = "Read what is known of an API key")
    @ApiResponse(responseCode = "200", description = "What is known, without the secret.")
    @ApiResponse(responseCode = "404", description = "There is no such key, or it is not yours.")
    ApiKeyResponse readApiKey(@PathVariable UUID id) {
        return keys.read(id);
    }

    @RequirePermission("api-keys:manage")
    @RequireSignIn
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke an API key", description = "It is refused from the next request on, for good.")
    @ApiResponse(responseCode = "204", description = "Revoked, now or earlier.")
    @ApiResponse(
            responseCode = "403",
            description = "`escalation_denied`: its owner can do more than you can. `impersonated`: whoever acts for a"
                    + " user leaves the keys alone.")
    @ApiResponse(
            responseCode = "404",
            description = "There is no such key, or it is not yours and you lack `api-keys:admin`.")
    void revokeApiKey(@PathVariable UUID id) {
        refusals.noted("api_key_revoked", ApiKeyService.target(id), () -> keys.revoke(id));
    }

    @RequirePermission("api-keys:manage")
    @RequireSignIn
    @RequireStepUp
    @PostMapping("/{id}/rotate")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Replace an API key",
            description = "Makes a successor with the same name, scopes, networks and length of life. The old key ends"
                    + " after the overlap.")
    @ApiResponse(responseCode = "201", description = "The successor; `key` is shown this once.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: a scope that you do not have any more.")
    @ApiResponse(responseCode = "404", description = "There is no such key, or it is not yours.")
    @ApiResponse(responseCode = "409", description = "`api_key_not_active`: it has ended, or has a successor.")
    @ApiResponse(
            responseCode = "422",
            description = "`too_many_api_keys`: 50 are in use, and both would be during the overlap.")
    ResponseEntity<CreatedApiKey> rotateApiKey(
            @PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable RotationRequest request) {
        Integer overlap = request == null ? null : request.overlapSeconds();
        Duration kept = Duration.ofSeconds(overlap == null ? 0 : overlap);
        return created(refusals.noted("api_key_rotated", ApiKeyService.target(id), () -> keys.rotate(id, kept)));
    }

    private static ResponseEntity<CreatedApiKey> created(CreatedApiKey key) {
        // Relative on purpose: an absolute one would repeat the Host header of the request.
        return ResponseEntity.created(
                        URI.create("/api/v1/api-keys/" + key.known().id()))
                .body(key);
    }
}
