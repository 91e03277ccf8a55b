package dev.gatehouse.upload;

import dev.gatehouse.name.SafeName;
import dev.gatehouse.upload.content.UploadReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one file: accepted, with its name made safe and its type, or rejected, with the reason. Immutable.
 */
public final class UploadVerdict {

    private final @Nullable SafeName name;
    private final @Nullable String mediaType;
    private final @Nullable UploadRejection rejection;
    private final boolean scanned;

    private UploadVerdict(
            @Nullable SafeName name, @Nullable String mediaType, @Nullable UploadRejection rejection, boolean scanned) {
        this.name = name;
        this.mediaType = mediaType;
        this.rejection = rejection;
        this.scanned = scanned;
    }

    /**
     * Accepts.
     *
     * @param name the name, safe and normalised
     * @param mediaType what the content is
     * @param scanned whether a malware scanner found it clean
     * @return the verdict
     */
    public static UploadVerdict accepted(SafeName name, String mediaType, boolean scanned) {
        return new UploadVerdict(name, mediaType, null, scanned);
    }

    /**
     * Rejects.
     *
     * @param rejection why
     * @return the verdict
     */
    public static UploadVerdict rejected(UploadRejection rejection) {
        return new UploadVerdict(null, null, rejection, false);
    }

    /**
     * Rejects with the message of the reason.
     *
     * @param reason why
     * @return the verdict
     */
    public static UploadVerdict rejected(UploadReason reason) {
        return rejected(UploadRejection.of(reason));
    }

    /**
     * Tells which of the two it is.
     *
     * @return true if accepted
     */
    public boolean isAccepted() {
        return rejection == null;
    }

    /**
     * Tells whether a malware scanner found the file clean.
     *
     * @return false if rejected, if there is no scanner, or if it failed and the policy admits the file nevertheless
     */
    public boolean isScanned() {
        return scanned;
    }

    /**
     * Returns why the file is rejected.
     *
     * @return the reason, or null if accepted
     */
    public @Nullable UploadRejection rejection() {
        return rejection;
    }

    /**
     * Returns the name to show and to give out again, not to store under: see {@link StoredName}.
     *
     * @return the safe name
     * @throws NullPointerException if the file is rejected
     */
    public SafeName name() {
        return Objects.requireNonNull(name, "A rejected file has no safe name.");
    }

    /**
     * Returns what the content is, whatever the client declared.
     *
     * @return the media type, without parameters
     * @throws NullPointerException if the file is rejected
     */
    public String mediaType() {
        return Objects.requireNonNull(mediaType, "A rejected file has no type.");
    }

    @Override
    public String toString() {
        return rejection == null ? "accepted as " + mediaType : "rejected: " + rejection.code();
    }
}
