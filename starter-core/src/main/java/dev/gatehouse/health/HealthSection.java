package dev.gatehouse.health;

import java.util.Map;

/** A section of what operators are told. Implementations are thread-safe, and read what is at hand without any I/O. */
public interface HealthSection {

    /**
     * Names the section.
     *
     * @return its name, in lower snake case
     */
    String name();

    /**
     * Reads the section. If that fails, the class of the exception stands in its place.
     *
     * @return names and values: text, numbers, booleans, maps and collections of these
     */
    Map<String, Object> read();
}
