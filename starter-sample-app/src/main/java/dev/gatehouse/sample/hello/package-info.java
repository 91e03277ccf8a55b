/** The smallest endpoint there is: what a load run measures here is the way of a request, not the work at its end. */
@NullMarked
package dev.gatehouse.sample.hello;

import org.jspecify.annotations.NullMarked;
