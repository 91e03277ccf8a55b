package dev.gatehouse.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of a {@link HostSet} in two hash tables, those for names and those for all below a name. A host is hashed
 * from its end: so each dot on the way gives the hash of one of the names it lies below.
 */
final class HostNames {

    private record Entry(String name, Ports ports) {}

    private final @Nullable Entry[] exact;
    private final @Nullable Entry[] above;
    private final boolean wildcards;

    HostNames(List<HostPattern> patterns) {
        exact = table(patterns, false);
        above = table(patterns, true);
        wildcards = above.length > 1;
    }

    private static @Nullable Entry[] table(List<HostPattern> patterns, boolean subdomains) {
        Map<String, List<Integer>> ports = new TreeMap<>();
        for (HostPattern pattern : patterns) {
            String name = pattern.name();
            if (name != null && pattern.coversSubdomains() == subdomains) {
                ports.computeIfAbsent(name, key -> new ArrayList<>()).add(pattern.port());
            }
        }
        @Nullable Entry[] table = new @Nullable Entry[Integer.highestOneBit(ports.size() * 4 + 1)];
        ports.forEach((name, ofName) -> {
            int slot = hash(name) & table.length - 1;
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = new Entry(name, Ports.of(ofName));
        });
        return table;
    }

    private static int hash(String name) {
        int hash = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            hash = next(hash, name.charAt(i));
        }
        return spread(hash);
    }

    private static int next(int hash, char c) {
        return hash * 31 + HostText.lower(c);
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }

    boolean contain(String text, int from, int to, int port) {
        int hash = 0;
        for (int i = to - 1; i >= from; i--) {
            char c = text.charAt(i);
            if (c == '.' && wildcards && contains(above, spread(hash), text, i + 1, to, port)) {
                return true;
            }
            hash = next(hash, c);
        }
        return contains(exact, spread(hash), text, from, to, port);
    }

    private static boolean contains(@Nullable Entry[] table, int hash, String text, int from, int to, int port) {
        int slot = hash & table.length - 1;
        for (Entry entry = table[slot]; entry != null; entry = table[slot]) {
            if (entry.name.length() == to - from && text.regionMatches(true, from, entry.name, 0, to - from)) {
                return entry.ports.contain(port);
            }
            slot = slot + 1 & table.length - 1;
        }
        return false;
    }
}
