package dev.gatehouse.environment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a check can ask. Not thread-safe: checks run one after the other. */
public interface CheckContext {

    /**
     * Tells whether the service runs in production.
     *
     * @return true if it was said so; it is never guessed
     */
    boolean isProduction();

    /**
     * Looks a property up.
     *
     * @param name its name in lower case with hyphens, e.g. {@code spring.jpa.show-sql}
     * @return the property, or null if it is not set
     */
    @Nullable
    ConfiguredProperty find(String name);

    /**
     * Looks a property up that is a list.
     *
     * @param name its name
     * @return its entries; empty if it is not set
     */
    List<String> list(String name);

    /**
     * Lists all properties that are set and whose names are known: those of files, the command line, and environment
     * variables.
     *
     * @return one property per name
     */
    Collection<ConfiguredProperty> all();

    /**
     * Tells whether a class is on the class path.
     *
     * @param name its full name
     * @return true if it is there
     */
    boolean hasClass(String name);

    /**
     * Gives the date, for what is supported until a day.
     *
     * @return today
     */
    LocalDate today();

    /**
     * Gives the value of a property.
     *
     * @param name its name
     * @return its value, or null if it is not set
     */
    default @Nullable String value(String name) {
        ConfiguredProperty found = find(name);
        return found == null ? null : found.value().strip();
    }

    /**
     * Reads a switch, in the spellings that Spring Boot binds.
     *
     * @param name its name
     * @param ifMissing what holds while it is not set
     * @return true if it is "true", "on", "yes" or "1", or not set and this is the default
     */
    default boolean isOn(String name, boolean ifMissing) {
        String value = value(name);
        return value == null || value.isEmpty()
                ? ifMissing
                : value.toLowerCase(Locale.ROOT).matches("true|on|yes|1");
    }

    /**
     * Lowers a severity outside of production.
     *
     * @param inProduction how bad it is in production
     * @return how bad it is here
     */
    default Severity severity(Severity inProduction) {
        return isProduction() ? inProduction : inProduction.outsideProduction();
    }
}
