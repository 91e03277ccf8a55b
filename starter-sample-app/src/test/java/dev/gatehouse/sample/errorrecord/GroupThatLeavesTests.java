package dev.gatehouse.sample.errorrecord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.errorrecord.ErrorRecordProperties;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.errorrecord.ErrorFingerprint;
import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.errorrecord.ErrorOccurrence;
import dev.gatehouse.sample.HttpTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Groups that another instance, or an operator, removes while errors are added to them, and some that cannot leave. */
class GroupThatLeavesTests extends HttpTest {

    private static final ErrorFingerprint FINGERPRINT =
            new ErrorFingerprint("leaves", "/orders/{id}", ErrorCategory.INTERNAL, ErrorSeverity.ERROR);

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private ObjectProvider<ErrorRecordProperties> properties;

    @BeforeEach
    @AfterEach
    void forget() {
        new ErrorGroups(database).delete(FINGERPRINT.id());
    }

    @Test
    void beginsAnew() {
        DatabaseErrorStore store = new DatabaseErrorStore(new GroupsOfOthers(database), transactions, properties);

        store.record(List.of(new ErrorOccurrence(FINGERPRINT, Instant.now(), null)));

        assertThat(store.find(FINGERPRINT.id())).extracting(ErrorGroup::count).isEqualTo(1L);
    }

    @Test
    void errorsAreKeptWhoseGroupsPushNobodyOut() {
        DatabaseErrorStore store = new DatabaseErrorStore(new GroupsThatStay(database), transactions, properties);

        // What it throws counts as lost.
        store.record(List.of(new ErrorOccurrence(FINGERPRINT, Instant.now(), null)));

        assertThat(store.find(FINGERPRINT.id())).extracting(ErrorGroup::count).isEqualTo(1L);
    }

    @Test
    void staysWhenItIsSeenAgainBeforeItLeaves() {
        DatabaseErrorStore store = new DatabaseErrorStore(new GroupsSeenAgain(database), transactions, properties);
        Instant now = Instant.now();
        long evicted = store.evicted();

        store.record(List.of(new ErrorOccurrence(FINGERPRINT, now.minusSeconds(60), null)));
        assertThat(store.find(FINGERPRINT.id())).extracting(ErrorGroup::count).isEqualTo(2L);
        assertThat(store.evicted()).isEqualTo(evicted);

        store.removeUnseenSince(now);
        assertThat(store.find(FINGERPRINT.id())).extracting(ErrorGroup::count).isEqualTo(3L);
    }

    /** Where the group is removed between the two statements of who adds to it: once. */
    private static final class GroupsOfOthers extends ErrorGroups {

        private boolean removed;

        GroupsOfOthers(JdbcClient database) {
            super(database);
        }

        @Override
        Optional<ErrorGroup> findForChange(String id) {
            if (!removed) {
                removed = delete(id);
            }
            return super.findForChange(id);
        }
    }

    private static final class GroupsThatStay extends ErrorGroups {

        GroupsThatStay(JdbcClient database) {
            super(database);
        }

        @Override
        List<Leaving> behind(int latest) {
            throw new QueryTimeoutException("expected");
        }
    }

    /** Where another instance notes the same error between the choice of what leaves and its end. */
    private final class GroupsSeenAgain extends ErrorGroups {

        private final DatabaseErrorStore other =
                new DatabaseErrorStore(new ErrorGroups(database), transactions, properties);

        GroupsSeenAgain(JdbcClient database) {
            super(database);
        }

        @Override
        List<Leaving> behind(int latest) {
            return seenAgain(super.behind(0));
        }

        @Override
        List<Leaving> unseenSince(Instant limit) {
            return seenAgain(super.unseenSince(limit.plusSeconds(60)));
        }

        private List<Leaving> seenAgain(List<Leaving> all) {
            List<Leaving> leaving = all.stream()
                    .filter(group -> group.id().equals(FINGERPRINT.id()))
                    .toList();
            assertThat(leaving).hasSize(1);
            other.record(List.of(new ErrorOccurrence(FINGERPRINT, Instant.now(), null)));
            return leaving;
        }
    }
}
