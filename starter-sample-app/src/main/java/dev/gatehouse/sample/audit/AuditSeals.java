package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditSeal;
import dev.gatehouse.sample.db.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of the links of the chain. Links are added and read. */
@Component
class AuditSeals {

    private static final String SELECT =
            "select from_seq, to_seq, row_count, prev_hash, sealed_at, chain_hash from audit_seal ";

    private final JdbcClient database;

    AuditSeals(JdbcClient database) {
        this.database = database;
    }

    /**
     * Adds a link.
     *
     * @throws org.springframework.dao.DuplicateKeyException if there is one behind the same link already
     */
    void insert(AuditSeal seal) {
        database.sql("""
                        insert into audit_seal (from_seq, to_seq, row_count, prev_hash, chain_hash, sealed_at)
                        values (:from, :to, :count, :previous, :hash, :sealed)
                        """)
                .param("from", seal.fromSequence())
                .param("to", seal.toSequence())
                .param("count", seal.rowCount())
                .param("previous", seal.previousHash() == null ? "" : seal.previousHash())
                .param("hash", seal.hash())
                .param("sealed", SqlTime.of(seal.sealedAt()))
                .update();
    }

    Optional<AuditSeal> last() {
        return database.sql(SELECT + "order by to_seq desc limit 1")
                .query(AuditSeals::read)
                .optional();
    }

    /** The last link that ends before a row. */
    Optional<AuditSeal> lastBefore(long sequence) {
        return database.sql(SELECT + "where to_seq < :seq order by to_seq desc limit 1")
                .param("seq", sequence)
                .query(AuditSeals::read)
                .optional();
    }

    List<AuditSeal> behind(@Nullable AuditSeal previous, int limit) {
        return database.sql(SELECT + "where to_seq > :seq order by to_seq limit :limit")
                .param("seq", previous == null ? Long.MIN_VALUE : previous.toSequence())
                .param("limit", limit)
                .query(AuditSeals::read)
                .list();
    }

    boolean contains(String hash) {
        return database.sql("select count(*) from audit_seal where chain_hash = :hash")
                        .param("hash", hash)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static AuditSeal read(ResultSet row, int index) throws SQLException {
        String previous = row.getString("prev_hash");
        return new AuditSeal(
                row.getLong("from_seq"),
                row.getLong("to_seq"),
                row.getInt("row_count"),
                previous.isEmpty() ? null : previous,
                SqlTime.read(row, "sealed_at"),
                row.getString("chain_hash"));
    }
}
