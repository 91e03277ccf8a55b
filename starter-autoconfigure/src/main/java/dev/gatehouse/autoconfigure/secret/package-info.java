/** The root secret and what is derived from it. */
@NullMarked
package dev.gatehouse.autoconfigure.secret;

import org.jspecify.annotations.NullMarked;
