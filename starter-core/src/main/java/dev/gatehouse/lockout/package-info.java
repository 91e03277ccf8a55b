/**
 * Lockout: counts failed log-ins by account, by client address and by known device, and locks for a time that grows. {@link
 * dev.gatehouse.lockout.LoginGuard} is the entry.
 */
@NullMarked
package dev.gatehouse.lockout;

import org.jspecify.annotations.NullMarked;
