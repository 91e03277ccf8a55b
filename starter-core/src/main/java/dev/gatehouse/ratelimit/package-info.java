/**
 * Rate limiting by token buckets, in three stages ({@link dev.gatehouse.ratelimit.RateLimitStage}). {@link
 * dev.gatehouse.ratelimit.RateLimitFilter} is the one before authentication, and once more the one behind it; the third
 * stands at the handler. All ask the same {@link dev.gatehouse.ratelimit.RateLimitGate}. Buckets live in a {@link
 * dev.gatehouse.ratelimit.RateLimitStore}.
 */
@NullMarked
package dev.gatehouse.ratelimit;

import org.jspecify.annotations.NullMarked;
