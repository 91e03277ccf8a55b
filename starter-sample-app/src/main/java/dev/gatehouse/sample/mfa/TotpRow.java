package dev.gatehouse.sample.mfa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The authenticator of a user.
 *
 * @param sealedSecret what it shares with the service
 * @param createdAt when the set-up was begun
 * @param confirmedAt when the user showed a first code; null: not yet, and it is asked for nowhere
 */
record TotpRow(
        String sealedSecret, Instant createdAt, @Nullable Instant confirmedAt) {}
