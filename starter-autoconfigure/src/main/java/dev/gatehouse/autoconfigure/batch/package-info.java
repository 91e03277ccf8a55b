/** The configured limits of batches. */
@NullMarked
package dev.gatehouse.autoconfigure.batch;

import org.jspecify.annotations.NullMarked;
