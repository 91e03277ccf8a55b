/**
 * Limits the rate of requests: before authentication and behind it as filters, by the configuration; at the handler
 * as an interceptor, by the configuration and by annotations.
 */
@NullMarked
package dev.gatehouse.autoconfigure.ratelimit;

import org.jspecify.annotations.NullMarked;
