/**
 * One error format and one way to refuse. Whatever goes wrong in a service leaves it as a {@link Problem}, written by
 * the {@link RejectionWriter} as RFC 9457 problem details or as a flat envelope.
 */
@NullMarked
package dev.gatehouse.error;

import org.jspecify.annotations.NullMarked;
