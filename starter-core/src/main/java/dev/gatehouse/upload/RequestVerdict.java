package dev.gatehouse.upload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of all files of a request.
 *
 * @param rejection why the request as a whole is rejected, by the number or the size of its files; null if it is not
 * @param files the verdicts in the order of the files; empty if the request as a whole is rejected
 */
public record RequestVerdict(@Nullable UploadRejection rejection, List<UploadVerdict> files) {

    /** Copies the verdicts. */
    public RequestVerdict {
        files = List.copyOf(files);
    }

    /**
     * Tells whether everything is accepted.
     *
     * @return false if the request or any of its files is rejected
     */
    public boolean isAccepted() {
        return firstRejection() == null;
    }

    /**
     * Returns why the request is refused.
     *
     * @return the rejection of the request or of the first file that is rejected; null if everything is accepted
     */
    public @Nullable UploadRejection firstRejection() {
        if (rejection != null) {
            return rejection;
        }
        for (UploadVerdict file : files) {
            if (!file.isAccepted()) {
                return file.rejection();
            }
        }
        return null;
    }
}
