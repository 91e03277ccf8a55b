/**
 * Tells clients which version of the API serves them, and what of it is on its way out: {@code Deprecation} (RFC 9745),
 * {@code Sunset} (RFC 8594) and {@code Link}, and 410 afterwards where that is wanted.
 */
@NullMarked
package dev.gatehouse.version;

import org.jspecify.annotations.NullMarked;
