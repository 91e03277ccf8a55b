/** Rate limits in whatever Bucket4j has a {@code ProxyManager} for. */
@NullMarked
package dev.gatehouse.ratelimit.bucket4j;

import org.jspecify.annotations.NullMarked;
