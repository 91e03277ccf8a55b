package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "Who you are, and what you may do at present.")
record Profile(
        @Schema(example = "01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        UUID id,

        @Schema(example = "ada.lovelace") String username,
        @Schema(example = "ada@example.com") String email,
        @Schema(example = "Ada Lovelace") String displayName,

        @Schema(description = "Language of mails, BCP 47.", example = "en-GB")
        String locale,

        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant createdAt,

        @Schema(
                types = {"string", "null"},
                example = "2026-11-20T09:30:00.123456Z")
        @Nullable
        Instant passwordChangedAt,

        @Schema(description = "The permissions of this session, by name. They may change at any moment.")
        List<String> permissions) {

    static Profile of(User user, Collection<String> permissions) {
        return new Profile(
                user.id(),
                user.username(),
                user.email(),
                user.displayName(),
                user.locale(),
                user.createdAt(),
                user.passwordChangedAt(),
                permissions.stream().sorted().toList());
    }
}
