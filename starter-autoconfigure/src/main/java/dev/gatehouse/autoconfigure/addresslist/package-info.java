/** Address lists per path, on the port of the service and on that of its management. */
@NullMarked
package dev.gatehouse.autoconfigure.addresslist;

import org.jspecify.annotations.NullMarked;
