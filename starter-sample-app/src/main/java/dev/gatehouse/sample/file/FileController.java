package dev.gatehouse.sample.file;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.autoconfigure.upload.FileDownload;
import dev.gatehouse.autoconfigure.upload.UploadVerdicts;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.name.SafeName;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.paging.PageQuery;
import dev.gatehouse.sample.paging.PageResponse;
import dev.gatehouse.sample.paging.SortKeys;
import dev.gatehouse.upload.UploadVerdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@RestController
@RequestMapping("/api/v1/files")
@Tag(
        name = "Files",
        description = "Upload, list, download and delete files. The list has your own; with `files:manage`"
                + " those of others can be reached by their ids.")
class FileController {

    private static final SortKeys SORT_KEYS = new SortKeys(Map.of("created_at", "createdAt"), "created_at,desc");

    private final FileService files;

    FileController(FileService files) {
        this.files = files;
    }

    @RequirePermission("files:write")
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Upload a file", description = "One part named `file` with a file name.")
    @ApiResponse(responseCode = "201", description = "Stored; `Location` names it.")
    @ApiResponse(
            responseCode = "400",
            description = "The part or its name is missing, unsafe or empty, or there are several.")
    @ApiResponse(responseCode = "413", description = "The file is too large.")
    @ApiResponse(responseCode = "415", description = "Files of this type are not accepted.")
    @ApiResponse(responseCode = "422", description = "The content is damaged or hostile.")
    ResponseEntity<FileResponse> uploadFile(
            @Parameter(description = "The file.") @RequestPart("file") MultipartFile part,
            @Parameter(hidden = true) MultipartHttpServletRequest request)
            throws IOException {
        if (request.getFiles(part.getName()).size() > 1) {
            throw refused("Must be one file.", "several_files");
        }
        UploadVerdict verdict = UploadVerdicts.of(part).orElseThrow(FileController::unchecked);
        FileResponse file;
        try (InputStream content = part.getInputStream()) {
            file = files.store(verdict.name(), verdict.mediaType(), content);
        }
        // Relative on purpose: an absolute one would repeat the Host header of the request.
        return ResponseEntity.created(URI.create("/api/v1/files/" + file.id())).body(file);
    }

    @RequirePermission("files:read")
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @GetMapping
    @Operation(summary = "List files", description = "Newest first; may be sorted by `created_at`.")
    PageResponse<FileResponse> listFiles(@ParameterObject @Valid PageQuery query) {
        return files.list(query.toPageable(SORT_KEYS));
    }

    @RequirePermission("files:read")
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @GetMapping("/{id}")
    @Operation(summary = "Read what is known of a file")
    @ApiResponse(responseCode = "200", description = "What is known of it.")
    @ApiResponse(
            responseCode = "404",
            description = "There is no such file, or it is not yours and you lack `files:manage`.")
    FileResponse readFile(@PathVariable UUID id) {
        return files.read(id);
    }

    @RequirePermission("files:read")
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @GetMapping("/{id}/content")
    @Operation(
            summary = "Download a file",
            description = "Always as an attachment. Takes `Range` and `If-None-Match`; the `ETag` is the digest.")
    @ApiResponse(
            responseCode = "200",
            description = "The bytes, under the media type that was found.",
            content = @Content(mediaType = MediaType.ALL_VALUE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "The bytes of the range; of several ranges as `multipart/byteranges`.",
            content = @Content(mediaType = MediaType.ALL_VALUE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "You have these bytes.", content = @Content)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such file, or it is not yours and you lack `files:manage`.")
    @ApiResponse(responseCode = "416", description = "The range lies beyond the end; `Content-Range` has the size.")
    ResponseEntity<Resource> downloadFile(@PathVariable UUID id) {
        FileContent content = files.content(id);
        FileResponse file = content.file();
        return FileDownload.of(SafeName.of(file.name()), file.type())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(file.sha256())
                .body(content.bytes());
    }

    @RequirePermission("files:write")
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a file")
    @ApiResponse(responseCode = "204", description = "Deleted, with its bytes.")
    @ApiResponse(
            responseCode = "404",
            description = "There is no such file, or it is not yours and you lack `files:manage`.")
    void deleteFile(@PathVariable UUID id) {
        files.delete(id);
    }

    /** Stored is only what was looked at: with the check switched off there is no upload, but for the empty form. */
    private static ProblemException unchecked() {
        return refused("Must be a file that was checked.", "unchecked_file");
    }

    private static ProblemException refused(String message, String code) {
        return ProblemException.validation(List.of(new FieldProblem("file", message, code)));
    }
}
