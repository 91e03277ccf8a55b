package dev.gatehouse.autoconfigure;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Whether a service runs in production: said by its profile or a property, never guessed from anything else. */
public final class Production {

    /** The property that says it regardless of profiles. */
    public static final String MODE = "gatehouse.environment.mode";

    private static final Profiles PROFILES = Profiles.of("prod | production");

    private Production() {}

    /**
     * Tells whether the service runs in production.
     *
     * @param environment the environment of the service
     * @return what {@code gatehouse.environment.mode} says; without it, true if the profile prod or production is active
     * @throws org.springframework.boot.context.properties.bind.BindException if the mode is none of those that are known
     */
    public static boolean isActive(Environment environment) {
        return switch (mode(environment)) {
            case PRODUCTION -> true;
            case DEVELOPMENT -> false;
            case AUTO, OFF -> environment.acceptsProfiles(PROFILES);
        };
    }

    /**
     * Tells what was said about where the service runs.
     *
     * @param environment the environment of the service
     * @return the mode; {@link EnvironmentMode#AUTO} if nothing was said
     * @throws org.springframework.boot.context.properties.bind.BindException if it is none of those that are known
     */
    public static EnvironmentMode mode(Environment environment) {
        return SetProperties.contains(environment, MODE)
                ? Binder.get(environment).bind(MODE, EnvironmentMode.class).orElse(EnvironmentMode.AUTO)
                : EnvironmentMode.AUTO;
    }
}
