package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthGuard;

/** Tells what users may do. */
interface UserAuthorities {

    /** Admits users with an authority; any user who is logged in if it is empty. */
    HealthGuard.Users having(String authority);
}
