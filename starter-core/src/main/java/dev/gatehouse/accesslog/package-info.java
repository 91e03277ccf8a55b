/** One log line per request, and the name of the user in the logging context. */
@NullMarked
package dev.gatehouse.accesslog;

import org.jspecify.annotations.NullMarked;
