package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names in an archive, of which none may come twice for a reader that compares without case. */
final class ZipNames {

    private final Set<String> names = new HashSet<>();

    void add(String name) {
        if (!names.add(Normalizer.normalize(name, Form.NFC).toLowerCase(Locale.ROOT))) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_DUPLICATE);
        }
    }
}
