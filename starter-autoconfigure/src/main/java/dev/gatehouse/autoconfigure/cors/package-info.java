/** CORS, and the view of it that Spring Security shares. */
@NullMarked
package dev.gatehouse.autoconfigure.cors;

import org.jspecify.annotations.NullMarked;
