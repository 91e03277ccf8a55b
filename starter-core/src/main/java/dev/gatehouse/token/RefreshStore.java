package dev.gatehouse.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refresh tokens. Each change is one atomic step: a read and then a write lets two of many racers win. Implementations
 * are thread-safe, and commit a revocation even where the request fails.
 */
public interface RefreshStore {

    /**
     * How many tokens a session may have. Of each it has to be known until the session ends that it was used, and so whoever
     * refreshes without an end would fill any store; a client that does so every minute for 30 days stays below.
     */
    int MAX_TOKENS_OF_SESSION = 50_000;

    /**
     * Keeps the first token of a session.
     *
     * @param token the token
     */
    void add(RefreshToken token);

    /**
     * Finds a token as it is now: after a change that gave false it is asked again, and what it says decides. In a transaction
     * that repeats its reads it would still be unused, and the session would end as stolen; on a database read with {@code READ
     * COMMITTED}, in a transaction of its own, or by a locking read.
     *
     * @param hash its hash
     * @return the token, used and revoked ones too; null if there is none
     */
    @Nullable
    RefreshToken find(String hash);

    /**
     * Uses a token up and keeps the next one, both or neither: only if it is unused and in time, its session is not revoked
     * and has fewer than {@link #MAX_TOKENS_OF_SESSION}, and no other token of the same parent was used too long ago ({@code UPDATE … SET used_at = :now WHERE token_hash = :hash
     * AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now AND NOT EXISTS (SELECT 1 … WHERE parent_hash =
     * :parent AND used_at <= :siblingsUsedAfter)}, and the same condition on the session, which is locked for it: of two
     * siblings each must see the other).
     *
     * @param hash the token to use up
     * @param next the token to keep
     * @param now the present
     * @param siblingsUsedAfter what has the same parent must not have been used at this instant or before
     * @return false if the condition did not hold; nothing has changed then
     */
    boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter);

    /**
     * Keeps another token for one that was used already: only if none of its children was used, and its session is not
     * revoked and has fewer than {@link #MAX_TOKENS_OF_SESSION}.
     *
     * @param sibling the token to keep, with the used one as its parent
     * @param now the present
     * @return false if the condition did not hold; nothing has changed then
     */
    boolean addSibling(RefreshToken sibling, Instant now);

    /**
     * Ends a session: revokes all its tokens, and lets no other be added.
     *
     * @param session the session
     * @param now the present
     * @return true if it had not ended before
     */
    boolean revoke(UUID session, Instant now);
}
