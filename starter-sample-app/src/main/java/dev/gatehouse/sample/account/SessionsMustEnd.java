package dev.gatehouse.sample.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an account after which its sessions are worth nothing, nor is what waits for its owner: a log-in, or
 * another address. Published and handled inside the transaction of the change, behind the lock of the user.
 *
 * @param userId whose sessions
 * @param except the one that goes on; null: none does
 * @param reason why, from a closed set, e.g. {@code password_changed}
 */
public record SessionsMustEnd(UUID userId, @Nullable UUID except, String reason) {}
