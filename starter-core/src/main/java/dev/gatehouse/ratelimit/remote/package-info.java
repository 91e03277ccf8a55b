/**
 * Rate limits that are kept on another machine: what every such store needs, whatever it is. A decision waits for it
 * once and for a bounded time, a key that is known to be exhausted costs it nothing, and when it is slow or gone each
 * rule is decided as it says itself.
 */
@NullMarked
package dev.gatehouse.ratelimit.remote;

import org.jspecify.annotations.NullMarked;
