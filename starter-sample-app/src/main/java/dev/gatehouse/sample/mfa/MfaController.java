package dev.gatehouse.sample.mfa;

import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth")
@RequireSignIn
@Tag(name = "Second factor", description = "One-time codes of an authenticator app, and recovery codes.")
class MfaController {

    private final MfaService mfa;

    MfaController(MfaService mfa) {
        this.mfa = mfa;
    }

    @PostMapping("/setup-mfa")
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @Operation(
            summary = "Begin to set up a second factor",
            description = "Gives the secret for the authenticator app. Nothing changes until a code of it was shown.")
    @ApiResponse(responseCode = "200", description = "What the app needs, for ten minutes.")
    @ApiResponse(responseCode = "409", description = "`mfa_already_enabled`")
    MfaSetup setupMfa() {
        return mfa.begin();
    }

    @PostMapping("/verify-mfa-setup")
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @Operation(
            summary = "Turn the second factor on",
            description =
                    "Takes the first code of the app. All other sessions end. The recovery codes are shown this once.")
    @ApiResponse(responseCode = "200", description = "On; the recovery codes.")
    @ApiResponse(responseCode = "401", description = "`mfa_invalid`: the code is wrong, or the set-up is too old.")
    @ApiResponse(responseCode = "423", description = "`account_locked`: too many tries.")
    NewRecoveryCodes verifyMfaSetup(@Valid @RequestBody CodeRequest request) {
        return mfa.confirm(request.code());
    }

    @GetMapping("/mfa")
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @Operation(summary = "Read the state of the second factor")
    MfaStatus readMfa() {
        return mfa.status();
    }

    @DeleteMapping("/mfa")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @Operation(
            summary = "Turn the second factor off",
            description = "Takes the password and a code. All other sessions end.")
    @ApiResponse(responseCode = "204", description = "Off.")
    @ApiResponse(responseCode = "401", description = "`invalid_credentials`, `mfa_invalid`, `step_up_required`")
    @ApiResponse(responseCode = "403", description = "`mfa_required`: one of your roles needs it.")
    @ApiResponse(responseCode = "409", description = "`mfa_not_enabled`")
    @ApiResponse(responseCode = "423", description = "`account_locked`: too many tries.")
    void disableMfa(@Valid @RequestBody DisableRequest request) {
        mfa.disable(request);
    }

    @PostMapping("/mfa/recovery-codes")
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @Operation(summary = "Make new recovery codes", description = "The old ones work no more.")
    @ApiResponse(responseCode = "200", description = "The new codes, shown this once.")
    @ApiResponse(responseCode = "401", description = "`mfa_invalid`, `step_up_required`")
    @ApiResponse(responseCode = "409", description = "`mfa_not_enabled`")
    @ApiResponse(responseCode = "423", description = "`account_locked`: too many tries.")
    NewRecoveryCodes renewRecoveryCodes(@Valid @RequestBody CodeRequest request) {
        return mfa.renewRecoveryCodes(request.code());
    }
}
