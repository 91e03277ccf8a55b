/** Address lists per path. */
@NullMarked
package dev.gatehouse.autoconfigure.addresslist;

import org.jspecify.annotations.NullMarked;
