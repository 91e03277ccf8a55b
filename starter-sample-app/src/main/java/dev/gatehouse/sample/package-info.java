/**
 * A hardened API to copy as the start of an own service: one package per domain, each with its controller, service,
 * entity and records side by side. What a domain does not need to show stays package-private.
 */
@NullMarked
package dev.gatehouse.sample;

import org.jspecify.annotations.NullMarked;
