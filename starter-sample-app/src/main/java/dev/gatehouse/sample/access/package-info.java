/**
 * Who may do what: permissions, roles, and which user has which. Other domains come in by {@code UserRights} and {@code
 * Delegation}, and ask {@code CurrentOwner} what belongs to whom.
 */
@NullMarked
package dev.gatehouse.sample.access;

import org.jspecify.annotations.NullMarked;
