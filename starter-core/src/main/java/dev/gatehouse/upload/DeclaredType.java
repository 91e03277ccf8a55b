package dev.gatehouse.upload;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import dev.gatehouse.upload.type.FileType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media type of a part as browsers declare it: by the extension and the settings of the system, or not at all. */
final class DeclaredType {

    private static final Set<String> SAYS_NOTHING = Set.of(
            "",
            "application/octet-stream",
            "binary/octet-stream",
            "application/x-unknown",
            "application/unknown",
            "*/*",
            // Firefox keeps the type under which somebody once downloaded a file of this extension.
            "application/force-download",
            "application/x-force-download",
            "application/download",
            "application/x-download",
            "application/x-secure-download");

    private static final int MAX_LENGTH = 255;

    private DeclaredType() {}

    static void check(@Nullable String declared, FileType type) {
        if (declared == null) {
            return;
        }
        if (declared.length() > MAX_LENGTH) {
            throw new UploadRefusedException(UploadReason.DECLARED_TYPE_MISMATCH);
        }
        int parameters = declared.indexOf(';');
        String essence = (parameters < 0 ? declared : declared.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!SAYS_NOTHING.contains(essence)
                && !essence.equals(type.mediaType())
                && !type.aliases().contains(essence)) {
            throw new UploadRefusedException(UploadReason.DECLARED_TYPE_MISMATCH);
        }
    }
}
