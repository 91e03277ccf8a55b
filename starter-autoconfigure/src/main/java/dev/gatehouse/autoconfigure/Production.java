package dev.gatehouse.autoconfigure;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Whether a service runs in production: said by its profile, never guessed from anything else. */
public final class Production {

    private static final Profiles PROFILES = Profiles.of("prod | production");

    private Production() {}

    /**
     * Tells whether the service runs in production.
     *
     * @param environment the environment of the service
     * @return true if the profile prod or production is active
     */
    public static boolean isActive(Environment environment) {
        return environment.acceptsProfiles(PROFILES);
    }
}
