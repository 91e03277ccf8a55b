package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.web.RequestMatcher;

/**
 * Names error dispatches that the application answers itself. A bean of this type keeps such a dispatch out of the one
 * format; without one only the application's own error pages and its own {@code ErrorController} are exempt.
 */
@FunctionalInterface
public interface ErrorDispatchExemption extends RequestMatcher {}
