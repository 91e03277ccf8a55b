package dev.gatehouse.sample.file;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

@Schema(description = "What is known of a file.")
record FileResponse(
        @Schema(example = "01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        UUID id,

        @Schema(description = "The name it was uploaded with, made safe.", example = "report.pdf")
        String name,

        @Schema(description = "The media type that was found.", example = "application/pdf")
        String type,

        @Schema(description = "Bytes.", example = "48213") long size,

        @Schema(
                description = "Digest of the content in hex.",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        FileStatus status,
        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant createdAt) {

    static FileResponse of(StoredFile file) {
        return new FileResponse(
                file.id(), file.name(), file.mediaType(), file.size(), file.sha256(), file.status(), file.createdAt());
    }
}
