/**
 * Ends requests that take too long, and has outgoing calls keep to what time is left. Shares the properties below
 * {@code gatehouse.request-limits} and their switch with the packages {@code limits} and {@code concurrency}.
 */
@NullMarked
package dev.gatehouse.autoconfigure.deadline;

import org.jspecify.annotations.NullMarked;
