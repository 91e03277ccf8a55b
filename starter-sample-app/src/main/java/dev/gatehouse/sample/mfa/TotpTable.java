package dev.gatehouse.sample.mfa;

import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.totp.TotpStepStore;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps authenticators. What may happen once happens by a conditional update: a read before a write lets two win. */
@Component
class TotpTable implements TotpStepStore {

    private final JdbcClient database;

    TotpTable(JdbcClient database) {
        this.database = database;
    }

    Optional<TotpRow> find(UUID userId) {
        return database.sql("select secret_enc, created_at, confirmed_at from mfa_totp where user_id = :user")
                .param("user", userId)
                .query((row, number) -> new TotpRow(
                        row.getString("secret_enc"),
                        SqlTime.read(row, "created_at"),
                        SqlTime.readNullable(row, "confirmed_at")))
                .optional();
    }

    /** Begins a set-up anew; one that is confirmed stays, and the primary key refuses a second row. */
    void begin(UUID userId, String sealedSecret, Instant now) {
        database.sql("delete from mfa_totp where user_id = :user and confirmed_at is null")
                .param("user", userId)
                .update();
        database.sql("""
                        insert into mfa_totp (user_id, secret_enc, created_at, last_used_step, failures, window_start)
                        values (:user, :secret, :now, -1, 0, :now)""")
                .param("user", userId)
                .param("secret", sealedSecret)
                .param("now", SqlTime.of(now))
                .update();
    }

    /** Confirms the set-up whose code was shown, and no other that was begun meanwhile. */
    boolean confirm(UUID userId, String sealedSecret, long step, Instant now) {
        return database.sql("""
                                update mfa_totp set confirmed_at = :now, last_used_step = :step, failures = 0
                                where user_id = :user and secret_enc = :secret and confirmed_at is null""")
                        .param("now", SqlTime.of(now))
                        .param("step", step)
                        .param("user", userId)
                        .param("secret", sealedSecret)
                        .update()
                == 1;
    }

    @Override
    public boolean advance(String user, long step) {
        return database.sql(
                                "update mfa_totp set last_used_step = :step where user_id = :user and last_used_step < :step")
                        .param("step", step)
                        .param("user", UUID.fromString(user))
                        .update()
                == 1;
    }

    /**
     * Counts a try before it is judged, so that of many at the same moment no more are judged than may be.
     *
     * @param since tries before that count no longer
     * @return false if there were too many; nothing is judged then
     */
    boolean countTry(UUID userId, int maximum, Instant since, Instant now) {
        return database.sql("""
                                update mfa_totp set
                                    failures = case when window_start <= :since then 1 else failures + 1 end,
                                    window_start = case when window_start <= :since then :now else window_start end
                                where user_id = :user and (window_start <= :since or failures < :maximum)""")
                        .param("since", SqlTime.of(since))
                        .param("now", SqlTime.of(now))
                        .param("maximum", maximum)
                        .param("user", userId)
                        .update()
                == 1;
    }

    void forgetTries(UUID userId) {
        database.sql("update mfa_totp set failures = 0 where user_id = :user")
                .param("user", userId)
                .update();
    }

    Optional<Instant> firstTry(UUID userId) {
        return database.sql("select window_start from mfa_totp where user_id = :user")
                .param("user", userId)
                .query((row, number) -> SqlTime.read(row, "window_start"))
                .optional();
    }

    boolean delete(UUID userId) {
        return database.sql("delete from mfa_totp where user_id = :user")
                        .param("user", userId)
                        .update()
                == 1;
    }
}
