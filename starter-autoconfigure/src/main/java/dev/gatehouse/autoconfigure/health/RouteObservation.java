package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthRoute;

/** Makes the requests for a route known to whoever measures requests. */
interface RouteObservation {

    HealthRoute observed(HealthRoute route);
}
