/**
 * Bounds on what a request may be: the size and the pace of its body, its path, its query and its headers. The decisions
 * are made by {@link dev.gatehouse.limits.RequestLimitsFilter}; a container that can count a body below everything that
 * reads it takes part through {@link dev.gatehouse.limits.BodyMeter} and {@link dev.gatehouse.limits.ContainerCounting}.
 */
@NullMarked
package dev.gatehouse.limits;

import org.jspecify.annotations.NullMarked;
