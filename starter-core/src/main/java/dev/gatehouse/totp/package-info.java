/**
 * Second factor: time-based one-time codes of an authenticator app, each good for one use, and recovery codes for the day
 * the app is gone. {@link dev.gatehouse.totp.Totp} is the entry.
 */
@NullMarked
package dev.gatehouse.totp;

import org.jspecify.annotations.NullMarked;
