package dev.gatehouse.sample.session;

import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.token.RefreshStore;
import dev.gatehouse.token.RefreshToken;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps refresh tokens beside their session. Whether they are revoked is a matter of the session alone: there is no moment at
 * which one token of it is and another is not. The transaction around a refresh commits, however the refresh ends.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DatabaseRefreshStore implements RefreshStore {

    static final String REUSED = "refresh_reuse";

    private final JdbcClient database;
    private final SessionTable sessions;

    DatabaseRefreshStore(JdbcClient database, SessionTable sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    @Override
    public void add(RefreshToken token) {
        database.sql("""
                        insert into refresh_tokens (token_hash, session_id, parent_hash, issued_at, expires_at)
                        values (:hash, :session, :parent, :issued, :expires)""")
                .param("hash", token.hash())
                .param("session", token.session())
                .param("parent", token.parentHash())
                .param("issued", SqlTime.of(token.issuedAt()))
                .param("expires", SqlTime.of(token.expiresAt()))
                .update();
        database.sql("update sessions set tokens = tokens + 1 where id = :session")
                .param("session", token.session())
                .update();
    }

    @Override
    public @Nullable RefreshToken find(String hash) {
        return database.sql("""
                        select t.*, s.expires_at as session_ends_at, s.revoked_at as session_revoked_at
                        from refresh_tokens t join sessions s on s.id = t.session_id where t.token_hash = :hash""")
                .param("hash", hash)
                .query((row, number) -> new RefreshToken(
                        row.getString("token_hash"),
                        row.getObject("session_id", UUID.class),
                        row.getString("parent_hash"),
                        SqlTime.read(row, "issued_at"),
                        SqlTime.read(row, "expires_at"),
                        SqlTime.read(row, "session_ends_at"),
                        SqlTime.readNullable(row, "used_at"),
                        SqlTime.readNullable(row, "session_revoked_at")))
                .optional()
                .orElse(null);
    }

    /** The condition decides the race: of many requests with one token, one changes a row. */
    @Override
    public boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter) {
        boolean used = mayHaveAnother(next.session(), now)
                && database.sql("""
                                        update refresh_tokens set used_at = :now
                                        where token_hash = :hash and used_at is null and expires_at > :now
                                        and not exists (select 1 from refresh_tokens sibling
                                            where sibling.parent_hash = refresh_tokens.parent_hash
                                            and sibling.used_at <= :siblings)""")
                                .param("now", SqlTime.of(now))
                                .param("hash", hash)
                                .param("siblings", SqlTime.of(siblingsUsedAfter))
                                .update()
                        == 1;
        if (used) {
            add(next);
        }
        return used;
    }

    @Override
    public boolean addSibling(RefreshToken sibling, Instant now) {
        boolean allowed = mayHaveAnother(sibling.session(), now) && !hasUsedChild(sibling.parentHash());
        if (allowed) {
            add(sibling);
        }
        return allowed;
    }

    @Override
    public boolean revoke(UUID session, Instant now) {
        return sessions.end(session, REUSED, now);
    }

    /** Locks the session, so that its tokens are used one after the other, and none while it is being ended. */
    private boolean mayHaveAnother(UUID session, Instant now) {
        return database.sql("""
                        select tokens from sessions where id = :id and revoked_at is null and expires_at > :now for update""")
                .param("id", session)
                .param("now", SqlTime.of(now))
                .query(Integer.class)
                .optional()
                .filter(tokens -> tokens < MAX_TOKENS_OF_SESSION)
                .isPresent();
    }

    private boolean hasUsedChild(@Nullable String parentHash) {
        return database.sql("""
                                select count(*) from refresh_tokens
                                where parent_hash = :parent and used_at is not null""")
                        .param("parent", parentHash)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
