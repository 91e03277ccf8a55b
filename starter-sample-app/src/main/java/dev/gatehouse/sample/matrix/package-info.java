/** Compares many things with many others: an example of an endpoint that costs much computing, and what bounds it. */
@NullMarked
package dev.gatehouse.sample.matrix;

import org.jspecify.annotations.NullMarked;
