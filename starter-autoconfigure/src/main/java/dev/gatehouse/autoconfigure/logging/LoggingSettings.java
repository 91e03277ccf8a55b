package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.autoconfigure.Switches;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The properties of logging where there is no application context yet. */
final class LoggingSettings {

    private LoggingSettings() {}

    static boolean isOn(Environment environment) {
        return Switches.isOn(environment, "gatehouse.enabled");
    }

    static LoggingProperties read(Environment environment) {
        return Binder.get(environment).bindOrCreate("gatehouse.logging", Bindable.of(LoggingProperties.class));
    }
}
