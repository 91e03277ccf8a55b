/** Puts the security headers on every response, in agreement with Spring Security where that is present. */
@NullMarked
package dev.gatehouse.autoconfigure.headers;

import org.jspecify.annotations.NullMarked;
