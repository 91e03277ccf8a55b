package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.name.SafeName;
import dev.gatehouse.upload.DownloadHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Gives an uploaded file out again so that no browser shows or runs it as a page of this service, see
 * {@link DownloadHeaders}.
 *
 * <pre>{@code
 * return FileDownload.of(name, mediaType).eTag(digest).body(new FileSystemResource(path));
 * }</pre>
 */
public final class FileDownload {

    private FileDownload() {}

    /**
     * Starts an answer with status 200.
     *
     * @param name the name to offer, as {@link dev.gatehouse.upload.UploadVerdict#name()} told it
     * @param mediaType the type that was found, as {@link dev.gatehouse.upload.UploadVerdict#mediaType()} told it
     * @return a builder that has the headers; add others and the body
     */
    public static ResponseEntity.BodyBuilder of(SafeName name, String mediaType) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.OK);
        DownloadHeaders.of(name, mediaType).forEach(answer::header);
        return answer;
    }
}
