/** Who calls, and so what belongs to whom. Every domain asks here and nowhere else. */
@NullMarked
package dev.gatehouse.sample.access;

import org.jspecify.annotations.NullMarked;
