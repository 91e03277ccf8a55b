/**
 * Rate limiting by token buckets. {@link dev.gatehouse.ratelimit.RateLimitFilter} is stage one: limits that need
 * nothing but the request, before authentication. Stage two, limits bound to a handler, asks the same {@link
 * dev.gatehouse.ratelimit.RateLimiter}. Buckets live in a {@link dev.gatehouse.ratelimit.RateLimitStore}.
 */
@NullMarked
package dev.gatehouse.ratelimit;

import org.jspecify.annotations.NullMarked;
