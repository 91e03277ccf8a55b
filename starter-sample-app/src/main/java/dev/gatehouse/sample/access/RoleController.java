package dev.gatehouse.sample.access;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/roles")
@Tag(
        name = "Roles",
        description = "What users may do, bundled. Changes act at the next request of whoever has the role.")
class RoleController {

    private final RoleService roles;
    private final Refusals refusals;

    RoleController(RoleService roles, Refusals refusals) {
        this.roles = roles;
        this.refusals = refusals;
    }

    @RequirePermission("roles:read")
    @GetMapping
    @Operation(summary = "List roles", description = "All of them, by name, with what they give.")
    List<RoleResponse> listRoles() {
        return roles.list();
    }

    @RequirePermission("roles:read")
    @GetMapping("/{id}")
    @Operation(summary = "Read a role")
    @ApiResponse(responseCode = "200", description = "The role.")
    @ApiResponse(responseCode = "404", description = "There is no such role.")
    RoleResponse readRole(@PathVariable UUID id) {
        return roles.read(id);
    }

    @RequirePermission("roles:manage")
    @RequireStepUp
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Create a role", description = "It can give what you may do yourself, and nothing beyond.")
    @ApiResponse(responseCode = "201", description = "Created; `Location` names it.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: it would give more than you have.")
    @ApiResponse(responseCode = "409", description = "`role_name_taken`: another role has this name.")
    ResponseEntity<RoleResponse> createRole(@Valid @RequestBody RoleDraft draft) {
        RoleResponse role = refusals.noted("role_created", null, () -> roles.create(draft));
        // Relative on purpose: an absolute one would repeat the Host header of the request.
        return ResponseEntity.created(URI.create("/api/v1/roles/" + role.id())).body(role);
    }

    @RequirePermission("roles:manage")
    @RequireStepUp
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @PutMapping("/{id}")
    @Operation(
            summary = "Replace a role",
            description =
                    "Carries the `row_version` that was read: of two changes based on the same one the first wins.")
    @ApiResponse(responseCode = "200", description = "The role with its new `row_version`.")
    @ApiResponse(
            responseCode = "403",
            description = "`escalation_denied`: it gives, or would give, more than you have.")
    @ApiResponse(responseCode = "404", description = "There is no such role.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`stale`: it has changed meanwhile. `role_system`: it belongs to the service."
                            + " `role_mfa_required`: the configuration lists its name. `role_cycle`: it would be above itself. `role_name_taken`: another role has this name.")
    RoleResponse replaceRole(@PathVariable UUID id, @Valid @RequestBody RoleChange change) {
        return refusals.noted("role_changed", RoleService.target(id), () -> roles.replace(id, change));
    }

    @RequirePermission("roles:manage")
    @RequireStepUp
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a role")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: it gives more than you have.")
    @ApiResponse(responseCode = "404", description = "There is no such role.")
    @ApiResponse(
            responseCode = "409",
            description = "`role_in_use`: users or roles have it. `role_system`: it belongs to the service."
                    + " `role_mfa_required`: the configuration lists its name. `stale`: it has changed meanwhile.")
    void deleteRole(
            @PathVariable UUID id,
            @Parameter(description = "The version that was read; left out, any is deleted.", example = "0")
                    @RequestParam(name = "row_version", required = false)
                    @Min(0)
                    @Nullable
                    Long rowVersion) {
        refusals.noted("role_deleted", RoleService.target(id), () -> roles.delete(id, rowVersion));
    }
}
