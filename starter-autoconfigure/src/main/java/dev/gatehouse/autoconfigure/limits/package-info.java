/**
 * Sets the request limits up, and lets the container count the bodies where it can. Shares the properties below
 * {@code gatehouse.request-limits} and their switch with the packages {@code deadline} and {@code concurrency}.
 */
@NullMarked
package dev.gatehouse.autoconfigure.limits;

import org.jspecify.annotations.NullMarked;
