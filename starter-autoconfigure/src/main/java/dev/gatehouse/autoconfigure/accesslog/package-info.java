/** Writes one log line per request. */
@NullMarked
package dev.gatehouse.autoconfigure.accesslog;

import org.jspecify.annotations.NullMarked;
