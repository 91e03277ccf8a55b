/**
 * The environment check: judges the properties before the application context opens anything and the beans once they
 * exist, reports all findings at once, and stops an unsafe start in production. Also secrets from files and the banner.
 */
@NullMarked
package dev.gatehouse.autoconfigure.environment;

import org.jspecify.annotations.NullMarked;
