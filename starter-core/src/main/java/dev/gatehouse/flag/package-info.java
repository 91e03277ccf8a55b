/**
 * Feature flags: endpoints that are on, off, or on for a part of the clients, and can be switched while the service runs.
 * Knows no flag library; {@code flag.openfeature} connects it to OpenFeature.
 */
@NullMarked
package dev.gatehouse.flag;

import org.jspecify.annotations.NullMarked;
