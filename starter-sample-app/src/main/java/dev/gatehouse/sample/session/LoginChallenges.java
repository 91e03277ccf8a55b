package dev.gatehouse.sample.session;

import dev.gatehouse.sample.account.SessionsMustEnd;
import dev.gatehouse.sample.db.RowId;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.token.OpaqueToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Log-ins that wait for their next step. The client holds an opaque token and no JWT: nothing that could ever pass for an
 * access token. Good once, for one purpose, for few tries, and not for long.
 */
@Component
class LoginChallenges {

    private final JdbcClient database;
    private final JsonMapper json;
    private final Clock clock;

    LoginChallenges(JdbcClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    OpaqueToken issue(UUID userId, ChallengePurpose purpose, PendingLogin login, Duration ttl) {
        OpaqueToken token = OpaqueToken.generate();
        database.sql("""
                        insert into auth_challenges (id, token_hash, user_id, purpose, attempts, payload, expires_at)
                        values (:id, :hash, :user, :purpose, 0, :payload, :expires)""")
                .param("id", RowId.next())
                .param("hash", token.hash())
                .param("user", userId)
                .param("purpose", purpose.name())
                .param("payload", json.writeValueAsString(login))
                .param("expires", SqlTime.of(clock.instant().plus(ttl)))
                .update();
        return token;
    }

    /**
     * Finds what a token stands for, and counts the try before anything is judged.
     *
     * @param attempts how many tries there may be
     */
    Optional<Challenge> attempt(String presented, ChallengePurpose purpose, int attempts) {
        String hash = OpaqueToken.hash(presented);
        if (hash == null) {
            return Optional.empty();
        }
        int counted = database.sql("""
                        update auth_challenges set attempts = attempts + 1
                        where token_hash = :hash and purpose = :purpose and consumed_at is null and expires_at > :now
                        and attempts < :attempts""")
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("now", SqlTime.of(clock.instant()))
                .param("attempts", attempts)
                .update();
        return counted == 0 ? Optional.empty() : Optional.of(read(hash));
    }

    /** Uses a challenge up: of many that got this far, the condition lets one through. */
    boolean consume(Challenge challenge) {
        Instant now = clock.instant();
        return database.sql("""
                                update auth_challenges set consumed_at = :now
                                where id = :id and consumed_at is null and expires_at > :now""")
                        .param("now", SqlTime.of(now))
                        .param("id", challenge.id())
                        .update()
                == 1;
    }

    /** What waits has proven to be somebody whose sessions end, and so ends with them. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onChange(SessionsMustEnd change) {
        database.sql("update auth_challenges set consumed_at = :now where user_id = :user and consumed_at is null")
                .param("now", SqlTime.of(clock.instant()))
                .param("user", change.userId())
                .update();
    }

    void deleteAllOf(UUID userId) {
        database.sql("delete from auth_challenges where user_id = :user")
                .param("user", userId)
                .update();
    }

    private Challenge read(String hash) {
        return database.sql("select id, user_id, payload from auth_challenges where token_hash = :hash")
                .param("hash", hash)
                .query((row, number) -> new Challenge(
                        row.getObject("id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        json.readValue(row.getString("payload"), PendingLogin.class)))
                .single();
    }

    /** A log-in that waits. */
    record Challenge(UUID id, UUID userId, PendingLogin login) {}
}
