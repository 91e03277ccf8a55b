package dev.gatehouse.deadline;

import dev.gatehouse.web.RequestMatcher;

/**
 * The time-out of some requests.
 *
 * @param requests which requests
 * @param timeout their time-out
 */
public record PathTimeout(RequestMatcher requests, Timeout timeout) {}
