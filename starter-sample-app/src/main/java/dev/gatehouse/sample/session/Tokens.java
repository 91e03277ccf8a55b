package dev.gatehouse.sample.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "Tokens of a session.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Tokens(
        @Schema(description = "For the header `Authorization: Bearer …`.")
        String accessToken,

        @Schema(example = "Bearer") String tokenType,

        @Schema(description = "Seconds until the access token is over.", example = "600")
        long expiresIn,

        @Schema(description = "Good once, for `/auth/refresh`. Absent where a cookie carries it.") @Nullable
        String refreshToken) {

    @Override
    public String toString() {
        return "Tokens[***]";
    }
}
