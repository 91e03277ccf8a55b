package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.KeyResolver;

/** What Gatehouse brings only with Spring MVC; wrapped, so that it is not taken for a resolver of the application. */
record RouteKeys(KeyResolver resolver) {}
