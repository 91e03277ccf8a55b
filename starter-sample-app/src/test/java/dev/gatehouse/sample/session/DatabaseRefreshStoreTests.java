package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.token.OpaqueToken;
import dev.gatehouse.token.RefreshOutcome;
import dev.gatehouse.token.RefreshRotation;
import dev.gatehouse.token.RefreshSettings;
import dev.gatehouse.token.RefreshStatus;
import dev.gatehouse.token.RefreshStore;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** With a grace, which the sample does not have by itself. */
class DatabaseRefreshStoreTests extends IdentityTest {

    @Autowired
    private DatabaseRefreshStore store;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void aSiblingIsGoodForTheGraceOnlyOnceTheOtherWasUsed() {
        String first = signIn(person()).text("refresh_token");
        String second = value(rotate(first));
        String sibling = value(rotate(first));
        String third = value(rotate(second));
        time.forward(Duration.ofSeconds(10));

        assertThat(rotate(sibling).status()).isEqualTo(RefreshStatus.REUSED);
        assertThat(rotate(third).status()).isEqualTo(RefreshStatus.REVOKED);
    }

    @Test
    void aSiblingWithinTheGraceAndOneWhoseOtherWasNeverUsedAreGood() {
        String first = signIn(person()).text("refresh_token");
        String second = value(rotate(first));
        String sibling = value(rotate(first));
        time.forward(Duration.ofHours(1));
        rotate(sibling);

        assertThat(rotate(second).status()).isEqualTo(RefreshStatus.ROTATED);
    }

    @Test
    void aSessionOfImplausiblyManyRefreshesEnds() {
        String first = signIn(person()).text("refresh_token");
        String second = value(rotate(first));
        database.sql("update sessions set tokens = :tokens where id = :id")
                .param("tokens", RefreshStore.MAX_TOKENS_OF_SESSION - 1)
                .param("id", sessionOf(first))
                .update();
        String last = value(rotate(second));

        RefreshOutcome outcome = rotate(last);
        assertThat(outcome.status()).isEqualTo(RefreshStatus.REUSED);
        assertThat(outcome.revokedNow()).isTrue();
    }

    /** Siblings, too, and nothing that was refused. */
    @Test
    void everyTokenOfASessionIsCountedWhenItIsAdded() {
        String first = signIn(person()).text("refresh_token");
        UUID session = sessionOf(first);
        assertThat(counted(session)).isEqualTo(1);
        String second = value(rotate(first));
        rotate(first);
        rotate(second);
        assertThat(counted(session)).isEqualTo(4);

        assertThat(rotate(first).token()).isNull();
        assertThat(counted(session)).isEqualTo(4);
        assertThat(database.sql("select count(*) from refresh_tokens where session_id = :id")
                        .param("id", session)
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    private UUID sessionOf(String token) {
        return database.sql("select session_id from refresh_tokens where token_hash = :hash")
                .param("hash", OpaqueToken.hash(token))
                .query(UUID.class)
                .single();
    }

    private int counted(UUID session) {
        return database.sql("select tokens from sessions where id = :id")
                .param("id", session)
                .query(Integer.class)
                .single();
    }

    private RefreshOutcome rotate(String token) {
        RefreshRotation lenient = new RefreshRotation(
                new RefreshSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ofSeconds(10)), store, clock);
        return Objects.requireNonNull(transactions.execute(status -> lenient.rotate(token)));
    }

    private static String value(RefreshOutcome outcome) {
        OpaqueToken token = Objects.requireNonNull(outcome.token(), outcome.toString());
        return token.value();
    }
}
