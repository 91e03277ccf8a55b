package dev.gatehouse.autoconfigure;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Reads the switches of features, where no condition can. */
public final class Switches {

    private Switches() {}

    /**
     * Tells whether a switch is on.
     *
     * @param environment where the property may be set
     * @param property its full name
     * @return true unless the property is set to false
     * @throws org.springframework.boot.context.properties.bind.BindException if its value is no boolean; the start then
     *     ends with a report that names property, value and origin
     */
    public static boolean isOn(Environment environment, String property) {
        return isOn(environment, property, true);
    }

    /**
     * Tells whether a switch is on.
     *
     * @param environment where the property may be set
     * @param property its full name
     * @param ifMissing what holds while it is not set
     * @return its value
     * @throws org.springframework.boot.context.properties.bind.BindException if its value is no boolean
     */
    public static boolean isOn(Environment environment, String property, boolean ifMissing) {
        return SetProperties.contains(environment, property)
                ? Binder.get(environment).bind(property, Boolean.class).orElse(ifMissing)
                : ifMissing;
    }
}
