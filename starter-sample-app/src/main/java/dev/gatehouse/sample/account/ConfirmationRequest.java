package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

@Schema(
        description =
                "The token of a link to an address, and the password of the account that the address shall belong to.")
record ConfirmationRequest(
        @Schema(
                description = "What stands behind `#token=` in the link.",
                example = "q3Xv0l9Zk2mN7pR4sT6uW8yA1bC5dE0fGhIjKlMnOpQ")
        @NotNull
        @Size(max = 128)
        String token,

        @Schema(format = "password", example = "lorry-amber-fjord-91") @NotNull @Size(max = NewPasswords.MAX_TEXT)
        String password) {

    @Override
    public String toString() {
        return "ConfirmationRequest[***]";
    }
}
