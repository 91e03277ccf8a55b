package dev.gatehouse.sample.file;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Lets bytes follow the fate of their row: those of a row that never came go at the rollback, those of a deleted row go
 * after the commit, not before, since a rollback could not bring them back.
 */
@Component
class StoredBytesCleaner {

    private static final Logger log = LoggerFactory.getLogger(StoredBytesCleaner.class);

    private final FileStorage storage;

    StoredBytesCleaner(FileStorage storage) {
        this.storage = storage;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
    void onRollback(Written written) {
        delete(written.key());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void onCommit(Released released) {
        delete(released.key());
    }

    /** The answer is decided by now: what cannot be removed is left to an operator. */
    private void delete(String key) {
        try {
            storage.delete(key);
        } catch (IOException e) {
            log.warn("Stored bytes without a row could not be removed: {}", key, e);
        }
    }

    /** Bytes were written for a row of the running transaction. */
    record Written(String key) {}

    /** The running transaction deletes the row of these bytes. */
    record Released(String key) {}
}
