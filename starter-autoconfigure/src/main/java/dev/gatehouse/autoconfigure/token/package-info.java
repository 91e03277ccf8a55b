/** Refresh tokens. */
@NullMarked
package dev.gatehouse.autoconfigure.token;

import org.jspecify.annotations.NullMarked;
