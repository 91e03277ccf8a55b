/** HTTPS: off in development, on in production. */
@NullMarked
package dev.gatehouse.autoconfigure.https;

import org.jspecify.annotations.NullMarked;
