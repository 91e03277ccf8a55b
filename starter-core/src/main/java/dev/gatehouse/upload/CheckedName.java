package dev.gatehouse.upload;

import dev.gatehouse.name.NameFlaw;
import dev.gatehouse.name.SafeName;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import dev.gatehouse.upload.type.FileType;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** A name that is safe and ends in an extension that is allowed. */
record CheckedName(SafeName name, FileType type) {

    private static final char REPLACEMENT = '\ufffd';

    static CheckedName of(List<String> names, UploadPolicy policy) {
        String text = base(single(names), policy.paths());
        NameFlaw flaw = policy.names().flawOf(text);
        if (flaw != null) {
            throw new UploadRefusedException(UploadReason.of(flaw));
        }
        SafeName name = policy.names().read(text);
        FileType type = typeOf(name.text().toLowerCase(Locale.ROOT), policy);
        requireNoneHidden(name.text(), policy);
        return new CheckedName(name, type);
    }

    private static String single(List<String> names) {
        String name = "";
        for (String other : names) {
            if (!name.isEmpty() && !other.equals(name)) {
                throw new UploadRefusedException(UploadReason.NAME_AMBIGUOUS);
            }
            name = other;
        }
        if (name.isEmpty()) {
            throw new UploadRefusedException(UploadReason.NAME_MISSING);
        }
        if (!names.get(0).equals(name)) {
            throw new UploadRefusedException(UploadReason.NAME_AMBIGUOUS);
        }
        if (name.indexOf(REPLACEMENT) >= 0) {
            throw new UploadRefusedException(UploadReason.NAME_MALFORMED);
        }
        return name;
    }

    /** The last part of a path, be it one of Windows or not; traversal is never honest. */
    private static String base(String name, boolean paths) {
        int start = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
        if (start > 0 && hasTraversal(name)) {
            throw new UploadRefusedException(UploadReason.NAME_TRAVERSAL);
        }
        return paths ? name.substring(start) : name;
    }

    private static boolean hasTraversal(String path) {
        for (int i = path.indexOf(".."); i >= 0; i = path.indexOf("..", i + 1)) {
            boolean starts = i == 0 || isSeparator(path.charAt(i - 1));
            boolean ends = i + 2 == path.length() || isSeparator(path.charAt(i + 2));
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '\\';
    }

    private static FileType typeOf(String name, UploadPolicy policy) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            throw new UploadRefusedException(UploadReason.EXTENSION_MISSING);
        }
        FileType type = policy.typeOf(name.substring(dot + 1));
        if (type == null) {
            throw new UploadRefusedException(
                    UploadReason.EXTENSION_NOT_ALLOWED,
                    "Files with this extension are not accepted. Send one of "
                            + String.join(", ", policy.allowedExtensions()) + ".");
        }
        return type;
    }

    /** As the name is, and as it is once somebody has normalised it further. */
    private static void requireNoneHidden(String name, UploadPolicy policy) {
        String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
        if (hidesExtension(name.toLowerCase(Locale.ROOT), policy)
                || hidesExtension(compatible.toLowerCase(Locale.ROOT), policy)) {
            throw new UploadRefusedException(UploadReason.EXTENSION_HIDDEN);
        }
    }

    /** Some servers go by any of the extensions, and some stop reading at what follows one. */
    private static boolean hidesExtension(String name, UploadPolicy policy) {
        int last = name.lastIndexOf('.');
        int dot = name.indexOf('.');
        while (dot < last) {
            int next = name.indexOf('.', dot + 1);
            if (policy.hiddenExtensions().contains(leadingWord(name, dot + 1, next))) {
                return true;
            }
            dot = next;
        }
        return false;
    }

    private static String leadingWord(String name, int start, int end) {
        int i = start;
        while (i < end && isAlphanumeric(name.charAt(i))) {
            i++;
        }
        boolean stops = i == end || " ;%,".indexOf(name.charAt(i)) >= 0;
        return stops ? name.substring(start, i) : "";
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
