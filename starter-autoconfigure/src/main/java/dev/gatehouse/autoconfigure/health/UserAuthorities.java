package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.autoconfigure.OptionalLibrary;
import dev.gatehouse.health.HealthGuard;
import org.jspecify.annotations.Nullable;

/** Tells what users may do. */
interface UserAuthorities {

    /** Admits users with an authority; any user who is logged in if it is empty. */
    HealthGuard.Users having(String authority);

    /** The users as Spring Security knows them; null without it. */
    static @Nullable UserAuthorities known(@Nullable ClassLoader classes) {
        return OptionalLibrary.SPRING_SECURITY.isPresent(classes) ? new SecurityUsers() : null;
    }
}
