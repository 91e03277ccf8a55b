package dev.gatehouse.upload;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;

/**
 * Why a file, or a request with files, is refused.
 *
 * @param reason the reason, with its code and HTTP status
 * @param message what is wrong and what to do, for the client; holds nothing that the client sent
 */
public record UploadRejection(UploadReason reason, String message) {

    /**
     * Rejects with the message of the reason.
     *
     * @param reason why
     * @return the rejection
     */
    public static UploadRejection of(UploadReason reason) {
        return new UploadRejection(reason, reason.message());
    }

    static UploadRejection of(UploadRefusedException refusal) {
        return new UploadRejection(refusal.reason(), refusal.message());
    }

    /**
     * Returns the reason for a program.
     *
     * @return lower snake case
     */
    public String code() {
        return reason.code();
    }

    /**
     * Returns the HTTP status to answer with.
     *
     * @return 400, 413, 415, 422 or 503
     */
    public int status() {
        return reason.status();
    }
}
