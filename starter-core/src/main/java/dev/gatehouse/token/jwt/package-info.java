/**
 * Signed access tokens: JWTs after RFC 9068, the keys that sign them, and the change of keys. Needs Nimbus JOSE + JWT on the
 * class path. {@link dev.gatehouse.token.jwt.JwtIssuer} and {@link dev.gatehouse.token.jwt.JwtVerifier} are the entries.
 */
@NullMarked
package dev.gatehouse.token.jwt;

import org.jspecify.annotations.NullMarked;
