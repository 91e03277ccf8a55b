/** What the starter costs a running service: the sample with and without it, under load from this machine. */
@NullMarked
package dev.gatehouse.benchmarks.load;

import org.jspecify.annotations.NullMarked;
