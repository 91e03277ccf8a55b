package dev.gatehouse.error;

import org.jspecify.annotations.Nullable;

/**
 * Knows exceptions that are the fault of a request although their type does not tell so, above all those of a container
 * that could not parse a form. Thread-safe.
 */
@FunctionalInterface
public interface ExceptionProblems {

    /**
     * Finds the problem behind an exception.
     *
     * @param exception what was thrown
     * @return what the client is told, or null if nothing is known of such an exception
     */
    @Nullable
    Problem problemOf(Throwable exception);
}
