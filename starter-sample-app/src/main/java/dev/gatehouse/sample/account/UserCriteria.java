package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which users a list shows.
 *
 * @param q how user name or address begin; null means any
 * @param status what the account may be used for; null means any but deleted ones
 * @param role a role that they have; null means any
 */
record UserCriteria(
        @Parameter(description = "How the user name or the address begins; case does not matter.", example = "ada")
        @Nullable
        @Size(max = 254)
        @Pattern(regexp = UserCriteria.START, message = "must be a part of a user name or an address")
        String q,

        @Parameter(description = "Deleted accounts are listed only if asked for.", example = "ACTIVE") @Nullable
        UserStatus status,

        @Parameter(description = "Id of a role that they have.") @Nullable
        UUID role) {

    static final String START = "^[\\x21-\\x24\\x26-\\x7e]+$";
}
