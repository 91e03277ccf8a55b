package dev.gatehouse.upload.type;

import java.util.Set;

/**
 * Finds a DTD in a stream, but for those of W3C by which pictures in SVG say what they are, exactly as they are written: they declare
 * nothing of the file's own and lead nowhere else.
 */
final class DtdScan {

    private static final Set<String> PICTURES = Set.of(
            " svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"",
            " svg PUBLIC \"-//W3C//DTD SVG 1.0//EN\" \"http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd\"",
            " svg PUBLIC \"-//W3C//DTD SVG 20010904//EN\" \"http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd\"");
    private static final int LONGEST = 120;

    private final StringBuilder declaration = new StringBuilder(LONGEST);
    private PartScan start = PartScan.exactly("<!DOCTYPE");
    private boolean atStart = true;
    private boolean wide;
    private boolean zeroDue;
    private boolean found;

    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end && !found) {
            if (start.found()) {
                take(bytes[i]);
                i++;
            } else {
                i = start.accept(bytes, i, end - i);
            }
        }
    }

    /** Takes a byte of the declaration. In UTF-16 of either order, each letter of ASCII stands behind a zero from here on. */
    private void take(int c) {
        if (atStart) {
            atStart = false;
            wide = c == 0;
            zeroDue = wide;
        }
        if (zeroDue != (c == 0)) {
            found = true;
        } else if (!zeroDue) {
            letter(c);
        }
        zeroDue = wide && !zeroDue;
    }

    /** Takes any blanks as one. */
    private void letter(int c) {
        if (c == '>') {
            found = !PICTURES.contains(declaration.toString().stripTrailing());
            declaration.setLength(0);
            start = PartScan.exactly("<!DOCTYPE");
            atStart = true;
        } else if (c < 0 || declaration.length() == LONGEST) {
            found = true;
        } else if (c > ' ') {
            declaration.append((char) c);
        } else if (!endsBlank()) {
            declaration.append(' ');
        }
    }

    private boolean endsBlank() {
        return !declaration.isEmpty() && declaration.charAt(declaration.length() - 1) == ' ';
    }

    boolean found() {
        return found;
    }
}
