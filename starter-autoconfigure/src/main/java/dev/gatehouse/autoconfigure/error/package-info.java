/** Gives every error of the service the one format, from Spring MVC and the container as well. */
@NullMarked
package dev.gatehouse.autoconfigure.error;

import org.jspecify.annotations.NullMarked;
