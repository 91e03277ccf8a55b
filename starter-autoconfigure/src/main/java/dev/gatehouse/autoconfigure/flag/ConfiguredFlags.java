package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.autoconfigure.flag.FlagProperties.Setting;
import dev.gatehouse.flag.Flag;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * Reads the flags of the properties, as often as asked, and names the property when that fails. What is misspelt below a
 * flag fails too: left out in silence, it would open a feature to everybody.
 */
final class ConfiguredFlags {

    private static final String PREFIX = "gatehouse.flags";
    private static final Set<String> KNOWN = Set.of("enabled", "percentage", "key");

    private final Environment environment;

    ConfiguredFlags(Environment environment) {
        this.environment = environment;
    }

    Map<String, Flag> read() {
        Binder binder = Binder.get(environment);
        checkNames(binder);
        Map<String, Flag> flags = new HashMap<>();
        binder.bindOrCreate("gatehouse", FlagProperties.class)
                .flags()
                .forEach((name, setting) -> flags.put(name, flag(name, setting)));
        return flags;
    }

    private static void checkNames(Binder binder) {
        binder.bind(PREFIX, Bindable.mapOf(String.class, Object.class))
                .orElseGet(Map::of)
                .forEach((flag, value) -> {
                    if (value instanceof Map<?, ?> settings) {
                        settings.forEach((name, setting) -> checkName(flag, String.valueOf(name), setting));
                    }
                });
    }

    private static void checkName(String flag, String name, @Nullable Object value) {
        if (!KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw invalid(flag + "." + name, value, "A flag has no such setting. Use enabled, percentage or key.");
        }
    }

    private static Flag flag(String name, Setting setting) {
        if (setting.isEmpty()) {
            throw invalid(name, null, "It says neither enabled nor percentage. Write true, false or e.g. 25%.");
        }
        try {
            return setting.toFlag();
        } catch (IllegalArgumentException e) {
            throw invalid(name + ".percentage", setting.percentage(), String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + "." + name, value, reason);
    }
}
