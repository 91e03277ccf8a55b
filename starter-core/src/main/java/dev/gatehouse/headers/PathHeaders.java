package dev.gatehouse.headers;

import dev.gatehouse.web.RequestMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Headers for some requests.
 *
 * @param matcher which requests
 * @param profile their profile; null for that of the service
 * @param headers what differs from the profile and from the settings for all requests
 */
public record PathHeaders(RequestMatcher matcher, @Nullable HeaderProfile profile, HeaderOverrides headers) {}
