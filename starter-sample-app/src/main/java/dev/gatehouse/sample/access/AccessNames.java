package dev.gatehouse.sample.access;

import java.util.List;
import java.util.Locale;

/**
 * How roles and permissions may be called. A name becomes an authority of the security framework, where some prefixes
 * have a meaning of their own: a role called {@code FACTOR_PASSWORD} would count as a password that was shown.
 */
final class AccessNames {

    static final String PATTERN = "^[a-z][a-z0-9-]*(:[a-z0-9*-]+)*$";
    static final int MAX_LENGTH = 64;

    private static final List<String> RESERVED = List.of("factor", "role", "scope");

    private AccessNames() {}

    /** Whether the part before the first separator has a meaning of its own, in whatever spelling. */
    static boolean isReserved(String name) {
        String start = name.toLowerCase(Locale.ROOT).split("[-_:]", 2)[0];
        return start.length() < name.length() && RESERVED.contains(start);
    }

    static String checked(String name) {
        if (!name.matches(PATTERN) || name.length() > MAX_LENGTH || isReserved(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be a permission.");
        }
        return name;
    }
}
