/** Bounds how many elements one request may bring or ask for. */
@NullMarked
package dev.gatehouse.batch;

import org.jspecify.annotations.NullMarked;
