package dev.gatehouse.autoconfigure;

import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Tells whether a property is set at all, in any of the ways to write it. Most properties never are, and a binder that
 * finds nothing is made and asked in vain, many times in a start.
 */
public final class SetProperties {

    private SetProperties() {}

    /**
     * Tells whether a property that is neither a list nor a map is set.
     *
     * @param environment where it may be
     * @param property its full name in kebab case
     * @return whether any source has it, whatever the value
     */
    public static boolean contains(Environment environment, String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        return any(environment, source -> source.getConfigurationProperty(name) != null);
    }

    /**
     * Tells whether a property, an entry of it or one below it is set.
     *
     * @param environment where it may be
     * @param property its full name in kebab case, or the prefix of several
     * @return false only if no source has any; true if one cannot tell
     */
    public static boolean containsBelow(Environment environment, String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        return any(
                environment,
                source -> source.containsDescendantOf(name) != ConfigurationPropertyState.ABSENT
                        || source.getConfigurationProperty(name) != null);
    }

    /**
     * Tells whether a list has an entry. Looks as the binder does: the first source that knows the list decides, and may empty
     * it.
     *
     * @param environment where it may be
     * @param list its full name in kebab case
     * @return whether it has
     */
    public static boolean hasEntry(Environment environment, String list) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(list);
        ConfigurationPropertyName first = name.append("[0]");
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty text = source.getConfigurationProperty(name);
            if (text != null) {
                // What stands there may be a variable with an empty default.
                return !environment
                        .resolvePlaceholders(Objects.toString(text.getValue(), ""))
                        .isBlank();
            }
            if (source.getConfigurationProperty(first) != null
                    || source.containsDescendantOf(first) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(Environment environment, Predicate<ConfigurationPropertySource> condition) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (condition.test(source)) {
                return true;
            }
        }
        return false;
    }
}
