package dev.gatehouse.sample.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.sample.account.Account;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "What a log-in has led to, see `status`. Members that do not belong to it are absent.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoginResponse(
        @Schema(
                allowableValues = {"authenticated", "mfa_required", "password_change_required"},
                example = "authenticated")
        String status,

        @Schema(description = "Seconds until the access token, or the log-in that waits, is over.", example = "600")
        long expiresIn,

        @Schema(description = "`authenticated`: for the header `Authorization: Bearer …`.") @Nullable
        String accessToken,

        @Schema(example = "Bearer") @Nullable String tokenType,

        @Schema(description = "`authenticated`: good once, for `/auth/refresh`. Absent where a cookie carries it.")
        @Nullable
        String refreshToken,

        @Schema(description = "`authenticated`: who has logged in.") @Nullable
        LoggedIn user,

        @Schema(description = "`mfa_required`: for `/auth/mfa/verify`.") @Nullable
        String mfaToken,

        @Schema(description = "`mfa_required`: what is accepted there.") @Nullable
        List<String> methods,

        @Schema(description = "`password_change_required`: for `/auth/change-password`.") @Nullable
        String changeToken) {

    static LoginResponse mfaRequired(String token, long expiresIn) {
        return new LoginResponse(
                "mfa_required", expiresIn, null, null, null, null, token, List.of("totp", "recovery_code"), null);
    }

    static LoginResponse passwordChangeRequired(String token, long expiresIn) {
        return new LoginResponse("password_change_required", expiresIn, null, null, null, null, null, null, token);
    }

    static LoginResponse authenticated(Tokens tokens, Account account) {
        return new LoginResponse(
                "authenticated",
                tokens.expiresIn(),
                tokens.accessToken(),
                tokens.tokenType(),
                tokens.refreshToken(),
                new LoggedIn(account.id(), account.username(), account.email(), account.displayName()),
                null,
                null,
                null);
    }

    @Override
    public String toString() {
        return "LoginResponse[status=" + status + "]";
    }

    @Schema(description = "Who has logged in.")
    record LoggedIn(
            UUID id,
            @Schema(example = "ada.lovelace") String username,
            @Schema(example = "ada@example.com") String email,
            @Schema(example = "Ada Lovelace") String displayName) {}
}
