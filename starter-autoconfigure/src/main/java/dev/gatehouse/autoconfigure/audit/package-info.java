/** The audit log. */
@NullMarked
package dev.gatehouse.autoconfigure.audit;

import org.jspecify.annotations.NullMarked;
