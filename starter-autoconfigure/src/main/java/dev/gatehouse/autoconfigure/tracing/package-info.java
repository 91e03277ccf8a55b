/**
 * Spans of Micrometer Tracing that name the request and its user, and hold no secrets; and no baggage of strangers in
 * calls to other services.
 */
@NullMarked
package dev.gatehouse.autoconfigure.tracing;

import org.jspecify.annotations.NullMarked;
