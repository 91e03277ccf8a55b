package dev.gatehouse.sample.file;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file as people see it, safe to show, to put into a header and to save under on any system. It is never
 * part of a path here: the bytes have a random name.
 *
 * @param text one line without separators, normalised (NFC), at most 255 bytes in UTF-8
 */
record FileName(String text) {

    private static final int MAX_BYTES = 255;

    /** What cannot be seen or has no meaning: controls, bidi overrides, zero-width, lone surrogates, unassigned. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

    /** Devices on Windows, whatever stands behind the first dot. */
    private static final Pattern DEVICE = Pattern.compile(
            "(?i)(con|prn|aux|nul|com[0-9\\u00b9\\u00b2\\u00b3]|lpt[0-9\\u00b9\\u00b2\\u00b3]) *+(\\..*+)?");

    /**
     * Reads the name a client sent. A path in front of it goes: some clients send the one on their own disk.
     *
     * @param sent what was sent; null if nothing was
     * @return the safe name
     * @throws ProblemException 400 if there is none in it
     */
    static FileName of(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            throw refused("must have a file name", "not_blank");
        }
        if (INVISIBLE.matcher(sent).find()) {
            throw refused("must not have control or invisible characters in its file name", "unsafe_name");
        }
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String name = withoutTail(Normalizer.normalize(last, Form.NFC)).stripLeading();
        if (name.isEmpty() || hidesSeparator(name) || DEVICE.matcher(name).matches()) {
            throw refused("must have a file name that is safe on every system", "unsafe_name");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw refused("must have a file name of at most " + MAX_BYTES + " bytes", "size");
        }
        return new FileName(name);
    }

    /** Dots and blanks at the end vanish on some systems. By position: a pattern would take quadratic time. */
    private static String withoutTail(String name) {
        int end = name.length();
        while (end > 0 && isDotOrBlank(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean isDotOrBlank(char c) {
        return c == '.' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Full-width letters that a later normalisation would turn into a separator. */
    private static boolean hidesSeparator(String name) {
        String plain = Normalizer.normalize(name, Form.NFKC);
        return plain.indexOf('/') >= 0
                || plain.indexOf('\\') >= 0
                || withoutTail(plain).isEmpty();
    }

    private static ProblemException refused(String message, String code) {
        return ProblemException.validation(List.of(new FieldProblem("file", message, code)));
    }
}
