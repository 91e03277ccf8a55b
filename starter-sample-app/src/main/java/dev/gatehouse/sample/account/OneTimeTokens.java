package dev.gatehouse.sample.account;

import dev.gatehouse.sample.db.RowId;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.token.OpaqueToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens of links in mails: 256 random bits, kept as a hash, for one purpose, good once and for a while. A new one ends
 * the older ones of its purpose. Inside the transaction of what they allow, so that neither happens alone.
 *
 * <p>The row of the user is locked first and that of a token second, everywhere. A link says only by its token whose it is:
 * look with {@link #peek}, lock the user, and judge again with {@link #use}. The other way round, two requests could wait
 * for each other.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class OneTimeTokens {

    private final JdbcClient database;
    private final Clock clock;

    OneTimeTokens(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes a token; the row of its user is locked, so that of two at the same time one ends the other. */
    OpaqueToken issue(UUID userId, TokenPurpose purpose, Duration ttl, @Nullable String payload) {
        end(userId, purpose);
        OpaqueToken token = OpaqueToken.generate();
        OffsetDateTime now = SqlTime.of(clock.instant());
        database.sql("""
                        insert into one_time_tokens (id, user_id, purpose, token_hash, payload, created_at, expires_at)
                        values (:id, :user, :purpose, :hash, :payload, :now, :expires)""")
                .param("id", RowId.next())
                .param("user", userId)
                .param("purpose", purpose.name())
                .param("hash", token.hash())
                .param("payload", payload)
                .param("now", now)
                .param("expires", now.plus(ttl))
                .update();
        return token;
    }

    /** Looks at a token without using it up, to see whose it is. */
    Optional<UsedToken> peek(String presented, Set<TokenPurpose> purposes) {
        String hash = OpaqueToken.hash(presented);
        if (hash == null) {
            return Optional.empty();
        }
        return database.sql("""
                        select id, user_id, payload from one_time_tokens
                        where token_hash = :hash and purpose in (:purposes) and used_at is null and expires_at > :now""")
                .param("hash", hash)
                .param("purposes", names(purposes))
                .param("now", SqlTime.of(clock.instant()))
                .query((row, number) -> new UsedToken(
                        row.getObject("id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        row.getString("payload")))
                .optional();
    }

    /**
     * Uses a token up: of many requests with the same one, the condition lets one through. The row of its user is locked, and
     * the token may have ended since {@link #peek}.
     */
    Optional<UsedToken> use(String presented, Set<TokenPurpose> purposes) {
        return peek(presented, purposes)
                .filter(token -> database.sql("""
                                update one_time_tokens set used_at = :now
                                where id = :id and used_at is null and expires_at > :now""")
                                .param("now", SqlTime.of(clock.instant()))
                                .param("id", token.id())
                                .update()
                        == 1);
    }

    /** Ends all tokens of a user for a purpose. */
    void end(UUID userId, TokenPurpose purpose) {
        database.sql("""
                        update one_time_tokens set used_at = :now
                        where user_id = :user and purpose = :purpose and used_at is null""")
                .param("now", SqlTime.of(clock.instant()))
                .param("user", userId)
                .param("purpose", purpose.name())
                .update();
    }

    /** Ends the tokens of a user for a purpose that were made with something else, in whatever case that is written. */
    void endOthers(UUID userId, TokenPurpose purpose, String payload) {
        database.sql("""
                        update one_time_tokens set used_at = :now
                        where user_id = :user and purpose = :purpose and used_at is null and lower(payload) <> lower(:payload)""")
                .param("now", SqlTime.of(clock.instant()))
                .param("user", userId)
                .param("purpose", purpose.name())
                .param("payload", payload)
                .update();
    }

    /** Tells whether a user has a token for a purpose that is good. */
    boolean isAnyGood(UUID userId, TokenPurpose purpose) {
        return database.sql("""
                                select count(*) from one_time_tokens
                                where user_id = :user and purpose = :purpose and used_at is null and expires_at > :now""")
                        .param("user", userId)
                        .param("purpose", purpose.name())
                        .param("now", SqlTime.of(clock.instant()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Counts the tokens of a user for a purpose that were made with something since then, also those that were used or ended;
     * none once the life of the last is over.
     */
    long count(UUID userId, TokenPurpose purpose, String payload, Instant since) {
        return database.sql("""
                        select case when max(expires_at) > :now then count(*) else 0 end from one_time_tokens
                        where user_id = :user and purpose = :purpose and lower(payload) = lower(:payload) and created_at > :since""")
                .param("user", userId)
                .param("purpose", purpose.name())
                .param("payload", payload)
                .param("since", SqlTime.of(since))
                .param("now", SqlTime.of(clock.instant()))
                .query(Long.class)
                .single();
    }

    /** Whoever is shut out must not come back by an address that they had named before. */
    @EventListener
    void onChange(SessionsMustEnd change) {
        end(change.userId(), TokenPurpose.CHANGE_EMAIL);
    }

    private static List<String> names(Set<TokenPurpose> purposes) {
        return purposes.stream().map(TokenPurpose::name).toList();
    }

    /**
     * A token that was good.
     *
     * @param id its row
     * @param userId whose it was
     * @param payload what it was made with
     */
    record UsedToken(UUID id, UUID userId, @Nullable String payload) {}
}
