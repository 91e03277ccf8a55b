package dev.gatehouse.sample.audit;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.db.StorableTime;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/audit-logs")
@Tag(name = "Audit log", description = "Who did what, when, from where, and how it ended. Nobody can change it.")
class AuditController {

    private final AuditReader reader;
    private final JsonMapper json;

    AuditController(AuditReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    @RequirePermission("audit:read")
    @GetMapping
    @Operation(summary = "List actions", description = "Newest first. Go on with `next_cursor` until it is null.")
    AuditPage listAudit(
            @ParameterObject @Valid AuditCriteria criteria,
            @Parameter(description = "The `next_cursor` of the page before.")
                    @RequestParam(required = false)
                    @Pattern(regexp = AuditCursor.PATTERN)
                    @Nullable
                    String cursor,
            @Parameter(description = "Rows per page.") @RequestParam(defaultValue = "50") @Min(1) @Max(100) int size) {
        return reader.list(criteria, cursor, size);
    }

    @RequirePermission("audit:read")
    @GetMapping("/{seq}")
    @Operation(summary = "Read an action")
    @ApiResponse(responseCode = "200", description = "The action.")
    @ApiResponse(responseCode = "404", description = "There is no row of this number.")
    AuditEntry readAudit(@PathVariable long seq) {
        return reader.read(seq);
    }

    @RequirePermission("audit:export")
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @GetMapping(
            value = "/export",
            produces = {"text/csv", "application/x-ndjson"})
    @Operation(
            summary = "Export actions",
            description =
                    "At most 10000 rows, newest first, as CSV or as one JSON object per line: by `format`, else by"
                            + " `Accept`. The export is an entry of the log itself.")
    @ApiResponse(
            responseCode = "200",
            description = "The rows, as an attachment.",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "422", description = "`range_too_large`: more than 10000 rows match.")
    ResponseEntity<byte[]> exportAudit(
            @ParameterObject @Valid AuditCriteria criteria,
            @Parameter(description = "`csv` or `ndjson`.") @RequestParam(required = false) @Nullable String format,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable
                    String accept) {
        AuditExportFormat chosen = AuditExportFormat.of(format, accept);
        String body = chosen.write(reader.export(criteria), json);
        return ResponseEntity.ok()
                .contentType(chosen.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("audit-log." + chosen.extension())
                                .build()
                                .toString())
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    @RequirePermission("audit:verify")
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @GetMapping("/verify")
    @Operation(
            summary = "Verify the log",
            description =
                    "Looks at up to 100000 rows: whether each is as it was written, and none was added or left out."
                            + " Keep the anchor of the answer elsewhere and send it next time: only so a log whose end was cut"
                            + " off is seen.")
    @ApiResponse(responseCode = "200", description = "What was found.")
    @ApiResponse(responseCode = "422", description = "`range_too_large`: more than 100000 rows.")
    AuditVerificationResponse verifyAudit(
            @Parameter(description = "From when on.") @RequestParam(required = false) @StorableTime @Nullable
                    Instant from,
            @Parameter(description = "Before when.") @RequestParam(required = false) @StorableTime @Nullable Instant to,
            @Parameter(description = "Hash of a link that has to be there.")
                    @RequestParam(required = false)
                    @Pattern(regexp = "^[0-9a-f]{64}$")
                    @Nullable
                    String anchor) {
        return reader.verify(from, to, anchor);
    }
}
