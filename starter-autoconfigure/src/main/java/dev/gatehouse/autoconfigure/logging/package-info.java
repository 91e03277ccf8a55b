/**
 * Logs that can be searched and published: the request id in readable lines, the user, secrets masked, and no JSON line
 * lost to a name that stands in it twice.
 */
@NullMarked
package dev.gatehouse.autoconfigure.logging;

import org.jspecify.annotations.NullMarked;
