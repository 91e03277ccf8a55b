package dev.gatehouse.apikey;

import org.jspecify.annotations.Nullable;

/**
 * How the check of a key ended.
 *
 * @param status the outcome
 * @param key the key; null unless it was accepted
 * @param keyId the id of the key that was shown, also of one that was refused, so that the refusal can be laid at its door; null
 *     if the text is no key or there is none of this id. With {@link ApiKeyStatus#WRONG_SECRET} it is what anybody may claim
 */
public record ApiKeyDecision(
        ApiKeyStatus status,
        @Nullable ApiKeyRecord key,
        @Nullable String keyId) {}
