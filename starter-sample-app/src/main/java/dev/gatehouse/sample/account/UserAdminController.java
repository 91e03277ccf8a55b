package dev.gatehouse.sample.account;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.access.Refusals;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.paging.PageQuery;
import dev.gatehouse.sample.paging.PageResponse;
import dev.gatehouse.sample.paging.SortKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of others. No endpoint here takes a password: nobody but the owner ever knows it. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(
        name = "Users",
        description = "The accounts of others. You can do nothing to an account that can do more than you.")
class UserAdminController {

    private static final SortKeys SORT_KEYS =
            new SortKeys(Map.of("created_at", "created_at", "username", "username_key"), "created_at,desc");

    private final UserAdminService users;
    private final Refusals refusals;

    UserAdminController(UserAdminService users, Refusals refusals) {
        this.users = users;
        this.refusals = refusals;
    }

    @RequirePermission("users:read")
    @GetMapping
    @Operation(
            summary = "List users",
            description = "Newest first unless sorted by `created_at` or `username`. Deleted ones only if asked for.")
    PageResponse<UserResponse> listUsers(
            @ParameterObject @Valid UserCriteria criteria, @ParameterObject @Valid PageQuery query) {
        return users.list(criteria, query.toPageable(SORT_KEYS));
    }

    @RequirePermission("users:read")
    @GetMapping("/{id}")
    @Operation(summary = "Read a user")
    @ApiResponse(responseCode = "200", description = "The user.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    UserResponse readUser(@PathVariable UUID id) {
        return users.read(id);
    }

    @RequirePermission("users:create")
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Invite somebody",
            description =
                    "The account is in use as soon as its owner has chosen a password. Roles need `roles:assign` as well;"
                            + " others than `user` also want a recent log-in, and so no API key.")
    @ApiResponse(responseCode = "201", description = "Created, and the invitation is on its way; `Location` names it.")
    @ApiResponse(responseCode = "401", description = "`step_up_required`: you have not signed in recently.")
    @ApiResponse(
            responseCode = "403",
            description =
                    "`escalation_denied`: the roles give more than you have, or you may assign none. `forbidden`: an"
                            + " API key, and roles that want a recent log-in.")
    @ApiResponse(responseCode = "409", description = "`conflict`: another account has this name or address.")
    ResponseEntity<UserResponse> inviteUser(@Valid @RequestBody UserDraft draft) {
        UserResponse user = refusals.noted("user_invited", null, () -> users.invite(draft));
        // Relative on purpose: an absolute one would repeat the Host header of the request.
        return ResponseEntity.created(URI.create("/api/v1/users/" + user.id())).body(user);
    }

    @RequirePermission("users:update")
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a user",
            description =
                    "Carries the `row_version` that was read: of two changes based on the same one the first wins."
                            + " Another address or status wants a recent log-in, and so no API key.")
    @ApiResponse(responseCode = "200", description = "The changed user with its new `row_version`.")
    @ApiResponse(responseCode = "401", description = "`step_up_required`: you have not signed in recently.")
    @ApiResponse(
            responseCode = "403",
            description = "`escalation_denied`: the account can do more than you can. `self_change`: it is your own, of"
                    + " which only the display name changes here; the address does at `/api/v1/users/me/email`. `forbidden`:"
                    + " an API key, and more than a name.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    @ApiResponse(
            responseCode = "409",
            description = "`stale`: the user has changed meanwhile. `conflict`: another account has this address."
                    + " `last_admin`: nobody could administer the service. `email_not_verified`: the account is pending, and"
                    + " becomes active when its owner proves the address.")
    UserResponse changeUser(@PathVariable UUID id, @Valid @RequestBody UserChange change) {
        return refusals.noted("user_changed", Target.user(id), () -> users.change(id, change));
    }

    @RequirePermission("users:delete")
    @RequireStepUp
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a user", description = "Shut at once, erased after 30 days.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(
            responseCode = "403",
            description = "`escalation_denied`: the account can do more than you can. `self_change`: it is your own.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    @ApiResponse(responseCode = "409", description = "`last_admin`: nobody could administer the service.")
    void deleteUser(@PathVariable UUID id) {
        refusals.noted("user_deleted", Target.user(id), () -> users.delete(id));
    }

    @RequirePermission("roles:assign")
    @RequireStepUp
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @PutMapping("/{id}/roles")
    @Operation(summary = "Set the roles of a user", description = "Acts at the next request of the user.")
    @ApiResponse(responseCode = "200", description = "The user with the new roles.")
    @ApiResponse(
            responseCode = "403",
            description = "`escalation_denied`: the user has, or would get, more than you have. `self_change`: nobody"
                    + " changes their own roles.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    @ApiResponse(responseCode = "409", description = "`last_admin`: nobody could administer the service.")
    UserResponse assignRoles(@PathVariable UUID id, @Valid @RequestBody RolesRequest request) {
        return refusals.noted("roles_assigned", Target.user(id), () -> users.assignRoles(id, request));
    }

    @RequirePermission("users:reset")
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @PostMapping("/{id}/password-reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send a user the link to a new password",
            description = "To the address of the account. The old password goes on until a new one is chosen.")
    @ApiResponse(responseCode = "202", description = "A mail is on its way.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: the account can do more than you can.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    @ApiResponse(responseCode = "409", description = "`account_disabled`: no link would open it.")
    void resetPassword(@PathVariable UUID id, @Valid @RequestBody ReasonRequest request) {
        refusals.noted("password_reset_sent", Target.user(id), () -> users.resetPassword(id, request.reason()));
    }

    @RequirePermission("users:reset")
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @PostMapping("/{id}/mfa-reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Take away a lost second factor",
            description = "Ends all sessions of the user, who is told by mail. Establish first who is asking for it.")
    @ApiResponse(responseCode = "202", description = "Gone, and a mail is on its way.")
    @ApiResponse(
            responseCode = "403",
            description = "`escalation_denied`: the account can do more than you can. `self_change`: it is your own.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    void resetSecondFactor(@PathVariable UUID id, @Valid @RequestBody ReasonRequest request) {
        refusals.noted("mfa_reset", Target.user(id), () -> users.resetSecondFactor(id, request.reason()));
    }
}
