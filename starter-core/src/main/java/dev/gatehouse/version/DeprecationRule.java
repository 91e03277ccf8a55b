package dev.gatehouse.version;

import dev.gatehouse.web.RequestMatcher;

/**
 * A deprecation of some requests. Immutable.
 *
 * @param name the name in metrics and logs
 * @param matcher the requests it covers
 * @param deprecation what clients are told
 * @param goneAfterSunset whether requests past the sunset are refused with 410
 */
public record DeprecationRule(String name, RequestMatcher matcher, Deprecation deprecation, boolean goneAfterSunset) {}
