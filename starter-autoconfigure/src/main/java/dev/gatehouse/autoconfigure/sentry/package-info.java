/** Error reports to Sentry that name the request and its user, are grouped by error code, and hold no secrets. */
@NullMarked
package dev.gatehouse.autoconfigure.sentry;

import org.jspecify.annotations.NullMarked;
