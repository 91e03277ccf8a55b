package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

@Schema(description = "What stands behind `#token=` in a link.")
record TokenRequest(
        @Schema(example = "q3Xv0l9Zk2mN7pR4sT6uW8yA1bC5dE0fGhIjKlMnOpQ") @NotNull @Size(max = 128)
        String token) {

    @Override
    public String toString() {
        return "TokenRequest[***]";
    }
}
