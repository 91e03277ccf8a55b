package dev.gatehouse.apikey;

import org.jspecify.annotations.Nullable;

/**
 * How the check of a key ended.
 *
 * @param status the outcome
 * @param key the key; null unless it was accepted
 */
public record ApiKeyDecision(ApiKeyStatus status, @Nullable ApiKeyRecord key) {}
