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
        String plain = Normalizer.normalize(name, Form.NFC).toLowerCase(Locale.ROOT);
        ZipArchive.unambiguous(!isPiece(plain));
        if (!names.add(plain)) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_DUPLICATE);
        }
    }

    /** Some programs put the pieces of a part together (ECMA-376-2, 9.2.3.2), others take them for parts of no meaning. */
    private static boolean isPiece(String name) {
        return name.endsWith("].piece") || name.endsWith("].last.piece");
    }
}
