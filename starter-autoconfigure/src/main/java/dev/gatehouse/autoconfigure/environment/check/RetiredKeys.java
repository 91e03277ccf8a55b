package dev.gatehouse.autoconfigure.environment.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;

/**
 * Properties that Spring Boot no longer reads or will not read for long, as its own metadata says. The table is made from
 * that metadata, so that none of it has to be read at the start.
 */
final class RetiredKeys {

    static final String RESOURCE = "retired-properties.txt";

    private final Map<String, Retired> keys = new HashMap<>();

    private RetiredKeys() {}

    /**
     * A property that is gone or going.
     *
     * @param name its name
     * @param removed whether it is ignored already
     * @param replacement what to use instead; null if there is nothing
     */
    record Retired(String name, boolean removed, @Nullable String replacement) {}

    /** Reads what is retired in the version of Spring Boot that runs. */
    static RetiredKeys load() {
        int running = line(SpringBootVersion.getVersion());
        RetiredKeys retired = new RetiredKeys();
        InputStream table = RetiredKeys.class.getResourceAsStream(RESOURCE);
        if (table == null) {
            throw new IllegalStateException("The table " + RESOURCE + " is missing in the jar of Gatehouse.");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    retired.add(line.split(" ", -1), running);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The table " + RESOURCE + " cannot be read.", e);
        }
        return retired;
    }

    /** removed|deprecated name since [replacement] */
    private void add(String[] columns, int running) {
        if (columns[2].equals("-") || running >= line(columns[2])) {
            keys.put(
                    MetadataKeys.uniform(columns[1]),
                    new Retired(columns[1], columns[0].equals("removed"), columns.length > 3 ? columns[3] : null));
        }
    }

    @Nullable
    Retired find(String property) {
        return keys.get(MetadataKeys.uniform(property));
    }

    /** Major and minor version in one number. */
    private static int line(String version) {
        int major = version.indexOf('.');
        int minor = major + 1;
        while (minor < version.length() && Character.isDigit(version.charAt(minor))) {
            minor++;
        }
        return Integer.parseInt(version, 0, major, 10) * 1000 + Integer.parseInt(version, major + 1, minor, 10);
    }
}
