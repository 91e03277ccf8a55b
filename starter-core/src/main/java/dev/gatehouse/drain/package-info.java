/**
 * The end of a service that loses no request: it says that it wants no more, goes on answering until everybody has heard
 * it, and only then stops.
 */
@NullMarked
package dev.gatehouse.drain;

import org.jspecify.annotations.NullMarked;
