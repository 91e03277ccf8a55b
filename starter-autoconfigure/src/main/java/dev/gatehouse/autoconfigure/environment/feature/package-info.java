/**
 * The features, as they can be seen from outside: whether properties ask for one, and which bean shows that it is on. Stops an
 * application that was processed ahead of time without one that is asked for.
 */
@NullMarked
package dev.gatehouse.autoconfigure.environment.feature;

import org.jspecify.annotations.NullMarked;
