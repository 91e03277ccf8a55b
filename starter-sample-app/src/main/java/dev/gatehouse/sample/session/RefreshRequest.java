package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "A refresh token. Absent where a cookie carries it.")
record RefreshRequest(
        @Schema(
                types = {"string", "null"},
                example = "q3Xv0l9Zk2mN7pR4sT6uW8yA1bC5dE0fGhIjKlMnOpQ")
        @Nullable
        @Size(max = 128)
        String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest[***]";
    }
}
