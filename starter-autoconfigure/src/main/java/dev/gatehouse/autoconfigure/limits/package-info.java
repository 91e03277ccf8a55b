/** Sets the request limits up, and lets the container count the bodies where it can. */
@NullMarked
package dev.gatehouse.autoconfigure.limits;

import org.jspecify.annotations.NullMarked;
