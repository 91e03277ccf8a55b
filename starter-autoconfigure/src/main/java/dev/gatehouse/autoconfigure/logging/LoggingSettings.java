package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.autoconfigure.Switches;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The properties of logging where there is no application context yet. */
final class LoggingSettings {

    private LoggingSettings() {}

    static boolean isOn(Environment environment) {
        return Switches.isOn(environment, "gatehouse.enabled");
    }

    /** What cannot be read has its default here: the application context binds it too and reports it with its origin. */
    static LoggingProperties read(Environment environment) {
        Bindable<LoggingProperties> target = Bindable.of(LoggingProperties.class);
        try {
            return Binder.get(environment).bindOrCreate("gatehouse.logging", target);
        } catch (BindException e) {
            return new Binder().bindOrCreate("gatehouse.logging", target);
        }
    }
}
