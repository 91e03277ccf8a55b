/** The second factor: one-time codes of an authenticator app, and recovery codes for the day the phone is lost. */
@NullMarked
package dev.gatehouse.sample.mfa;

import org.jspecify.annotations.NullMarked;
