/** The drain before a service stops. */
@NullMarked
package dev.gatehouse.autoconfigure.drain;

import org.jspecify.annotations.NullMarked;
