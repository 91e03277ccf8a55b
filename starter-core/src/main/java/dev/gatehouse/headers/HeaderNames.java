package dev.gatehouse.headers;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a header that the application writes means to this feature. An open hash table over a few letters of the
 * name: no garbage and no lower-casing for each header of each response.
 */
final class HeaderNames {

    static final int UNKNOWN = -1;
    static final int CONTENT_TYPE = SecurityHeader.ALL.length;
    /** {@code Expires} and {@code Pragma}: the handler has decided on caching. */
    static final int FRESHNESS = CONTENT_TYPE + 1;
    /** Must not leave the service. */
    static final int REMOVED = FRESHNESS + 1;

    private static final int SIZE = 512;

    private final @Nullable String[] names = new @Nullable String[SIZE];
    private final byte[] meanings = new byte[SIZE];

    HeaderNames(Set<String> removed) {
        for (SecurityHeader header : SecurityHeader.ALL) {
            put(header.headerName(), header.ordinal());
        }
        put("Content-Type", CONTENT_TYPE);
        put("Expires", FRESHNESS);
        put("Pragma", FRESHNESS);
        for (String name : removed) {
            if (meaning(name) != UNKNOWN) {
                throw new IllegalArgumentException(
                        "'" + name + "' cannot be removed here. Switch a security header off by its own name.");
            }
            put(name, REMOVED);
        }
    }

    int meaning(String name) {
        for (int slot = slot(name); ; slot = next(slot)) {
            String known = names[slot];
            if (known == null) {
                return UNKNOWN;
            }
            if (known.equalsIgnoreCase(name)) {
                return meanings[slot];
            }
        }
    }

    private void put(String name, int meaning) {
        int slot = slot(name);
        while (names[slot] != null) {
            slot = next(slot);
        }
        names[slot] = name;
        meanings[slot] = (byte) meaning;
    }

    private static int slot(String name) {
        int length = name.length();
        if (length == 0) {
            return 0;
        }
        int hash = length * 31 + lower(name.charAt(0));
        hash = hash * 31 + lower(name.charAt(length / 2));
        hash = hash * 31 + lower(name.charAt(length - 1));
        return (hash ^ (hash >>> 9)) & (SIZE - 1);
    }

    private static int lower(char c) {
        return c | 0x20;
    }

    private static int next(int slot) {
        return (slot + 1) & (SIZE - 1);
    }
}
