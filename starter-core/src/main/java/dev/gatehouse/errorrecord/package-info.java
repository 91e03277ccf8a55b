/**
 * Remembers what went wrong: errors of the service are grouped by what they have in common, counted and kept in a
 * bounded store, without their messages and without anything a client sent.
 */
@NullMarked
package dev.gatehouse.errorrecord;

import org.jspecify.annotations.NullMarked;
