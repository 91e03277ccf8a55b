package dev.gatehouse.upload.type;

import java.util.Locale;

/**
 * Tells a template on the disk of who opens the document, which all documents have that were written from one of the
 * author's, from one that is loaded from elsewhere.
 */
final class LocalTemplate {

    private static final String FILE = "file:///";

    private LocalTemplate() {}

    static boolean isOne(String target) {
        boolean isFile = target.regionMatches(true, 0, FILE, 0, FILE.length());
        String path = isFile ? target.substring(FILE.length()) : target;
        return isOnDrive(path) || (!isFile && isRelative(path));
    }

    private static boolean isOnDrive(String path) {
        return path.length() > 3
                && isLetter(path.charAt(0))
                && path.charAt(1) == ':'
                && "/\\".indexOf(path.charAt(2)) >= 0;
    }

    /** Neither a scheme nor a server stands in front, also none that is escaped. */
    private static boolean isRelative(String path) {
        return !path.isEmpty()
                && (Character.isLetterOrDigit(path.charAt(0)) || path.startsWith("../") || path.startsWith("..\\"))
                && path.indexOf(':') < 0
                && !path.toLowerCase(Locale.ROOT).contains("%3a");
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
