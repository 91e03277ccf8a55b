/** One-time codes. */
@NullMarked
package dev.gatehouse.autoconfigure.totp;

import org.jspecify.annotations.NullMarked;
