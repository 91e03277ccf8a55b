package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthCheck;
import dev.gatehouse.health.HealthPart;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Adds to the check of a part what is known of it beside its indicator. */
interface CheckRefinement {

    /** Gives the check as it is for parts of which nothing else is known. */
    HealthCheck refine(String name, HealthPart.Times times, HealthIndicator indicator, HealthCheck check);
}
