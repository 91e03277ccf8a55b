package dev.gatehouse.drain;

import java.time.Duration;

/**
 * How long a stop takes at most. The platform has to wait for the sum, and some seconds more for closing pools, before it
 * kills the process.
 *
 * @param drain how long requests are still answered after readiness is gone
 * @param inFlight how long requests in flight may take after that
 */
public record ShutdownTimes(Duration drain, Duration inFlight) {}
