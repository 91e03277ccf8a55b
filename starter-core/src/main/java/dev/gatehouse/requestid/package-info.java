/**
 * One id per request: taken from the caller or made here, on every answer, in every log line, carried to other threads
 * and other services.
 */
@NullMarked
package dev.gatehouse.requestid;

import org.jspecify.annotations.NullMarked;
