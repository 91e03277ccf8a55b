/**
 * Who may call what: annotations for handlers of controllers, the {@link dev.gatehouse.access.Caller} of a request, and {@link
 * dev.gatehouse.access.LivePermissions}, by which a service says what its users may do. The starter enforces it; what is not
 * annotated is refused.
 */
@NullMarked
package dev.gatehouse.access;

import org.jspecify.annotations.NullMarked;
