/** Access tokens, their keys, and the adapter for Spring Security. */
@NullMarked
package dev.gatehouse.autoconfigure.token.jwt;

import org.jspecify.annotations.NullMarked;
