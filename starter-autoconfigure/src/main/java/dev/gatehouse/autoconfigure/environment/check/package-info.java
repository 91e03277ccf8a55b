/**
 * The checks of the environment: of properties, through {@link dev.gatehouse.autoconfigure.environment.check.PropertyChecks},
 * and of beans, through {@link dev.gatehouse.autoconfigure.environment.check.BeanChecks}. A check is named after what it
 * judges; beside them stands what reads properties, and where they come from.
 */
@NullMarked
package dev.gatehouse.autoconfigure.environment.check;

import org.jspecify.annotations.NullMarked;
