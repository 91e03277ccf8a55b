package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.gatehouse.lockout.GuardChange;
import dev.gatehouse.lockout.GuardState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class DatabaseLoginGuardStoreTests {

    private final JdbcClient database = mock();
    private final JdbcClient.StatementSpec statement = mock(RETURNS_SELF);
    private final JdbcClient.MappedQuerySpec<GuardState> rows = mock();
    private final DatabaseLoginGuardStore store =
            new DatabaseLoginGuardStore(database, TransactionOperations.withoutTransaction());

    /** Its owner logged in, or an operator unlocked it, between the insert that found it and the look at it. */
    @Test
    void countsAFailureOfASubjectThatIsForgottenAtThatMoment() {
        GuardState failed = new GuardState(1, Instant.EPOCH, 0, null, Instant.EPOCH);
        when(database.sql(anyString())).thenReturn(statement);
        when(statement.query(any(RowMapper.class))).thenReturn(rows);
        when(rows.optional()).thenReturn(Optional.empty(), Optional.empty(), Optional.of(GuardState.CLEAN));

        assertThat(store.update("u:jane", state -> failed)).isEqualTo(new GuardChange(GuardState.CLEAN, failed));
    }
}
