package dev.gatehouse.autoconfigure.ratelimit;

import java.util.List;

/** The rules on handlers; apart from the class that makes them, which needs Spring MVC. */
interface AnnotatedRules {

    /** Gives the rules read so far; after the start that is all of them. */
    List<ActiveRule> known();
}
