package dev.gatehouse.sample.file;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.InvalidValueException;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.name.NameRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file as people see it, safe to show, to put into a header and to save under on any system. It is never
 * part of a path here: the bytes have a random name.
 *
 * @param text one line without separators, normalised (NFC), at most 255 bytes in UTF-8
 */
record FileName(String text) {

    /** Uploads of hidden files keep their name: it is shown, never a path. */
    private static final NameRules RULES = new NameRules(255, true);

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
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        try {
            return new FileName(RULES.read(withoutTail(last).stripLeading()).text());
        } catch (InvalidValueException e) {
            throw ProblemException.validation(List.of(e.at("file")));
        }
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

    private static ProblemException refused(String message, String code) {
        return ProblemException.validation(List.of(new FieldProblem("file", message, code)));
    }
}
