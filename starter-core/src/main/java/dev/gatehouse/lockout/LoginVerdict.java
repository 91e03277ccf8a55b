package dev.gatehouse.lockout;

import java.time.Duration;

/**
 * What the guard says to an attempt.
 *
 * @param locked whether to answer 423, whatever the password was
 * @param retryAfter how long the lock lasts still; zero without one
 * @param failures failures that count for the account or device at present, this one included
 * @param causedLock whether this failure was the one that set a lock: the moment to tell the owner (ASVS 5.0, 6.3.5)
 */
public record LoginVerdict(boolean locked, Duration retryAfter, int failures, boolean causedLock) {}
