/**
 * Limits the rate of requests: stage one as a filter by the configuration, stage two as an interceptor by annotations
 * on handlers.
 */
@NullMarked
package dev.gatehouse.autoconfigure.ratelimit;

import org.jspecify.annotations.NullMarked;
