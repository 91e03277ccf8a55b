package dev.gatehouse.environment;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Until when free builds of a JDK get security updates: the later of what OpenJDK and Eclipse Temurin announce. */
public final class JavaSupport {

    private static final Map<Integer, LocalDate> UNTIL = Map.ofEntries(
            Map.entry(17, LocalDate.of(2027, 10, 31)),
            Map.entry(18, LocalDate.of(2022, 9, 20)),
            Map.entry(19, LocalDate.of(2023, 3, 21)),
            Map.entry(20, LocalDate.of(2023, 9, 19)),
            Map.entry(21, LocalDate.of(2029, 12, 31)),
            Map.entry(22, LocalDate.of(2024, 9, 17)),
            Map.entry(23, LocalDate.of(2025, 3, 18)),
            Map.entry(24, LocalDate.of(2025, 9, 16)),
            Map.entry(25, LocalDate.of(2031, 9, 30)),
            Map.entry(26, LocalDate.of(2026, 9, 15)));

    private JavaSupport() {}

    /**
     * Tells until when a JDK is supported.
     *
     * @param feature its feature version, e.g. 21
     * @return the last day; null if it is not known
     */
    public static @Nullable LocalDate until(int feature) {
        return UNTIL.get(feature);
    }
}
