/**
 * Opaque tokens, and refresh tokens that are good for one use each. {@link dev.gatehouse.token.RefreshRotation} and {@link
 * dev.gatehouse.token.OpaqueToken} are the entries; signed access tokens are in {@link dev.gatehouse.token.jwt}.
 */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
