package dev.gatehouse.sample.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** How an export is written. */
enum AuditExportFormat {
    /** RFC 4180, with a line of names; no cell is a formula to a spreadsheet. */
    CSV(new MediaType("text", "csv", StandardCharsets.UTF_8)) {
        @Override
        String write(List<AuditEntry> entries, JsonMapper json) {
            return Stream.concat(Stream.of(CsvRow.NAMES), entries.stream().map(entry -> cells(entry, json)))
                    .map(CsvRow::line)
                    .collect(Collectors.joining());
        }
    },
    /** A JSON object per line. */
    NDJSON(MediaType.APPLICATION_NDJSON) {
        @Override
        String write(List<AuditEntry> entries, JsonMapper json) {
            return entries.stream()
                    .map(entry -> json.writeValueAsString(entry) + "\n")
                    .collect(Collectors.joining());
        }
    };

    private final MediaType mediaType;

    AuditExportFormat(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    /** The named one, else the first that the client accepts. */
    static AuditExportFormat of(@Nullable String name, @Nullable String accept) {
        if (name != null) {
            return Arrays.stream(values())
                    .filter(format -> format.extension().equals(name))
                    .findAny()
                    .orElseThrow(AuditProblems::unknownFormat);
        }
        List<MediaType> accepted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .flatMap(type -> Arrays.stream(values()).filter(format -> type.includes(format.mediaType)))
                .findFirst()
                .orElse(CSV);
    }

    MediaType mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract String write(List<AuditEntry> entries, JsonMapper json);

    private static List<String> cells(AuditEntry entry, JsonMapper json) {
        return Stream.of(
                        entry.seq(),
                        entry.occurredAt(),
                        entry.actorType(),
                        entry.actorId(),
                        entry.onBehalfOf(),
                        entry.sessionId(),
                        entry.apiKeyId(),
                        entry.action(),
                        entry.targetType(),
                        entry.targetId(),
                        entry.outcome(),
                        entry.reason(),
                        entry.ip(),
                        entry.userAgent(),
                        entry.label(),
                        entry.requestId(),
                        json.writeValueAsString(entry.details()))
                .map(value -> Objects.toString(value, ""))
                .toList();
    }
}
