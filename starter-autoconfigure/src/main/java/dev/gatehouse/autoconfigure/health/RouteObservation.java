package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.autoconfigure.OptionalLibrary;
import dev.gatehouse.health.HealthRoute;
import org.jspecify.annotations.Nullable;

/** Makes the requests for a route known to whoever measures requests. */
interface RouteObservation {

    HealthRoute observed(HealthRoute route);

    /** Changes nothing where nobody measures requests. */
    static RouteObservation known(@Nullable ClassLoader classes) {
        return OptionalLibrary.OBSERVATION.isPresent(classes) ? ObservedEndpoint::at : route -> route;
    }
}
