package dev.gatehouse.name;

import java.util.Locale;
import java.util.Set;

/** Devices of Windows: whatever stands behind the first dot, and also with blanks before it. */
final class ReservedNames {

    private static final Set<String> WORDS = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");

    private ReservedNames() {}

    static boolean contains(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        return WORDS.contains(stem) || isPort(stem);
    }

    private static boolean isPort(String stem) {
        return stem.length() == 4 && (stem.startsWith("COM") || stem.startsWith("LPT")) && isDigit(stem.charAt(3));
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || c == '\u00b9' || c == '\u00b2' || c == '\u00b3';
    }
}
