/** Wiring that belongs to no domain: time, JSON, the API description. */
@NullMarked
package dev.gatehouse.sample.config;

import org.jspecify.annotations.NullMarked;
