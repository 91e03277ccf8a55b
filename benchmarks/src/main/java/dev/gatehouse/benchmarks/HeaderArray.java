package dev.gatehouse.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers searched one by one without regard to case, as containers do; allocates nothing per request. */
final class HeaderArray {

    private @Nullable String[] names = new @Nullable String[32];
    private @Nullable String[] values = new @Nullable String[32];
    private final List<String> all = new ArrayList<>();
    private final List<String> allNames = new ArrayList<>();
    private int count;

    void clear() {
        count = 0;
    }

    void add(String name, String value) {
        if (count == names.length) {
            throw new IllegalStateException("More than " + count + " headers.");
        }
        names[count] = name;
        values[count++] = value;
    }

    void set(String name, @Nullable String value) {
        int found = find(name, 0);
        if (value == null) {
            for (; found >= 0; found = find(name, found)) {
                names[found] = names[--count];
                values[found] = values[count];
            }
        } else if (found < 0) {
            add(name, value);
        } else {
            values[found] = value;
        }
    }

    @Nullable
    String get(String name) {
        int found = find(name, 0);
        return found < 0 ? null : values[found];
    }

    /** Good until the next call. */
    List<String> all(String name) {
        all.clear();
        for (int found = find(name, 0); found >= 0; found = find(name, found + 1)) {
            String value = values[found];
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    /** Good until the next call. */
    List<String> names() {
        allNames.clear();
        for (int i = 0; i < count; i++) {
            String name = names[i];
            if (name != null && !allNames.contains(name)) {
                allNames.add(name);
            }
        }
        return allNames;
    }

    private int find(String name, int from) {
        for (int i = from; i < count; i++) {
            if (name.equalsIgnoreCase(names[i])) {
                return i;
            }
        }
        return -1;
    }
}
