/**
 * Keeps the number of requests in flight within bounds. Shares the properties below {@code gatehouse.request-limits} and
 * their switch with the packages {@code limits} and {@code deadline}.
 */
@NullMarked
package dev.gatehouse.autoconfigure.concurrency;

import org.jspecify.annotations.NullMarked;
