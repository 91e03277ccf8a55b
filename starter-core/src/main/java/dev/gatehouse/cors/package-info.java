/**
 * Cross-origin resource sharing (Fetch, 3.3): which other origins may call this service from a browser and read what it
 * answers. {@link dev.gatehouse.cors.CorsFilter} is the entry, {@link dev.gatehouse.cors.CorsSettings} says what is
 * allowed.
 */
@NullMarked
package dev.gatehouse.cors;

import org.jspecify.annotations.NullMarked;
