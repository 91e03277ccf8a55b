package dev.gatehouse.sample.account;

import java.util.UUID;

/**
 * Whoever made the API keys of an account may be somebody else than who has it from now on. Published and handled inside the
 * transaction of that.
 *
 * @param userId whose keys
 * @param reason why, from a closed set, e.g. {@code password_reset}
 */
public record ApiKeysMustEnd(UUID userId, String reason) {}
