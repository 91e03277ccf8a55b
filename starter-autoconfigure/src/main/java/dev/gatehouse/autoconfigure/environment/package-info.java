/**
 * The environment check at a start: judges the properties before the application context opens anything and the beans once
 * they exist, reports all findings at once, and stops an unsafe start in production. Also the banner, and what the command line
 * can ask for instead of a start.
 */
@NullMarked
package dev.gatehouse.autoconfigure.environment;

import org.jspecify.annotations.NullMarked;
