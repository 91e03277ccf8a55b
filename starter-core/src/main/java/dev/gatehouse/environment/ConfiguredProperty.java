package dev.gatehouse.environment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A property that is set. Immutable; its text does not show the value, which may be a secret.
 *
 * @param name its name, in the form of {@code spring.datasource.password}
 * @param value its value with placeholders resolved
 * @param origin where the value came from, in words
 * @param packaged whether the value stands in a file that is packaged with the service
 * @param file the file that the value stands in, alone or among others, outside of the package; null if there is no such file
 * @param source what the value was taken from, the same for two properties that refer to one secret
 * @param unresolved name in a placeholder that nothing resolves; null if there is none
 * @param foreign whether it is a variable of the process that no other source of properties names, and so perhaps somebody
 *     else's
 */
public record ConfiguredProperty(
        String name,
        String value,
        String origin,
        boolean packaged,
        @Nullable Path file,
        String source,
        @Nullable String unresolved,
        boolean foreign) {

    /**
     * Notes that another source of properties names it, too.
     *
     * @return the same property, of this service
     */
    public ConfiguredProperty named() {
        return new ConfiguredProperty(name, value, origin, packaged, file, source, unresolved, false);
    }

    /** Gives name and origin only. */
    @Override
    public String toString() {
        return name + " from " + origin;
    }
}
