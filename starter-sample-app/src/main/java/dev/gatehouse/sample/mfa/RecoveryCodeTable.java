package dev.gatehouse.sample.mfa;

import dev.gatehouse.sample.db.RowId;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.totp.RecoveryCodes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the hashes of recovery codes. They have 125 random bits, so that a plain hash is enough (ASVS 5.0, 6.5.2). */
@Component
class RecoveryCodeTable {

    static final int COUNT = 10;

    private final JdbcClient database;
    private final JdbcOperations batches;

    RecoveryCodeTable(JdbcClient database, JdbcOperations batches) {
        this.database = database;
        this.batches = batches;
    }

    /** Makes new codes; the old ones are worth nothing from now on. The only moment at which anybody sees them. */
    List<String> replace(UUID userId) {
        delete(userId);
        List<String> codes = RecoveryCodes.generate(COUNT);
        batches.batchUpdate(
                "insert into mfa_recovery_codes (id, user_id, code_hash) values (?, ?, ?)",
                codes.stream()
                        .map(code -> new Object[] {RowId.next(), userId, RecoveryCodes.hash(code)})
                        .toList());
        return codes;
    }

    /** Uses a code up: of many requests with the same one, the condition lets one through. */
    boolean use(UUID userId, String code, Instant now) {
        String hash = RecoveryCodes.hash(code);
        return hash != null
                && database.sql("""
                                        update mfa_recovery_codes set used_at = :now
                                        where user_id = :user and code_hash = :hash and used_at is null""")
                                .param("now", SqlTime.of(now))
                                .param("user", userId)
                                .param("hash", hash)
                                .update()
                        == 1;
    }

    int left(UUID userId) {
        return database.sql("select count(*) from mfa_recovery_codes where user_id = :user and used_at is null")
                .param("user", userId)
                .query(Integer.class)
                .single();
    }

    void delete(UUID userId) {
        database.sql("delete from mfa_recovery_codes where user_id = :user")
                .param("user", userId)
                .update();
    }
}
