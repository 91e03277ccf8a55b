/**
 * The security headers of every response: {@link dev.gatehouse.headers.SecurityHeadersFilter} sets them early and
 * settles them before the commit, {@link dev.gatehouse.headers.SecurityHeadersSettings} says which. The values follow
 * the OWASP Secure Headers Project and OWASP ASVS 5.0, V3.4.
 */
@NullMarked
package dev.gatehouse.headers;

import org.jspecify.annotations.NullMarked;
