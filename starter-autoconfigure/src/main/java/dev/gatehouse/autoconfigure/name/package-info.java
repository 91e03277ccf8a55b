/** Safe names as path variables and parameters of controllers. */
@NullMarked
package dev.gatehouse.autoconfigure.name;

import org.jspecify.annotations.NullMarked;
