/** Rate limits in Redis: one script per limit, run by the server's clock. Needs Lettuce. */
@NullMarked
package dev.gatehouse.ratelimit.redis;

import org.jspecify.annotations.NullMarked;
