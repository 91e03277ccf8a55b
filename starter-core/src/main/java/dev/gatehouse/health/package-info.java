/**
 * Health of a service: checks that run in parallel, each bounded in time, cached, and required or optional, and the thin
 * endpoints that tell the result to orchestrators and operators.
 */
@NullMarked
package dev.gatehouse.health;

import org.jspecify.annotations.NullMarked;
