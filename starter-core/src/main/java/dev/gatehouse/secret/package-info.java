/**
 * Secrets: one root secret from which every other key is derived, and a box that keeps small values unreadable at rest.
 * {@link dev.gatehouse.secret.RootSecret} is the entry.
 */
@NullMarked
package dev.gatehouse.secret;

import org.jspecify.annotations.NullMarked;
