package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.autoconfigure.SetProperties;
import dev.gatehouse.autoconfigure.Switches;
import dev.gatehouse.mask.SecretMask;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The properties of logging where there is no application context yet. What cannot be read has its default here: the
 * application context binds it too and reports it with its origin.
 */
final class LoggingSettings {

    private static final String COLLISION_SAFE = "gatehouse.logging.context.collision-safe";
    private static final String MASKING = "gatehouse.logging.masking.enabled";
    private static final String NAMES = "gatehouse.logging.masking.names";

    private LoggingSettings() {}

    static boolean isOn(Environment environment) {
        return Switches.isOn(environment, "gatehouse.enabled");
    }

    static boolean isContextCollisionSafe(Environment environment) {
        return isNotOff(environment, COLLISION_SAFE);
    }

    static LoggingProperties.Masking masking(Environment environment) {
        return new LoggingProperties.Masking(isNotOff(environment, MASKING), names(environment));
    }

    static boolean isNotOff(Environment environment, String property) {
        try {
            return Switches.isOn(environment, property);
        } catch (BindException e) {
            return true;
        }
    }

    private static List<String> names(Environment environment) {
        if (!SetProperties.containsBelow(environment, NAMES)) {
            return List.of();
        }
        try {
            return Binder.get(environment).bind(NAMES, Bindable.listOf(String.class)).orElse(List.of()).stream()
                    .filter(name -> SecretMask.isName(name.strip()))
                    .toList();
        } catch (BindException e) {
            return List.of();
        }
    }
}
