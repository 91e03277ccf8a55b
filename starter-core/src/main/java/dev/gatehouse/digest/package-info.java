/** Hashes that every Java has. */
@NullMarked
package dev.gatehouse.digest;

import org.jspecify.annotations.NullMarked;
