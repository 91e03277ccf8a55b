package dev.gatehouse.sample.access;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes down which changes were not allowed. Stands around the transaction of the change: that one has rolled back and
 * given its connection back by then. Thread-safe.
 */
@Component
public class Refusals {

    private final AuditTrail audit;

    Refusals(AuditTrail audit) {
        this.audit = audit;
    }

    /**
     * Runs a change that its own rules may refuse.
     *
     * @param action what the audit log calls it
     * @param target what it is done to; null if that does not exist yet
     * @param change the change, with a transaction of its own
     * @return what the change gives
     */
    public <T> T noted(String action, @Nullable Target target, Supplier<T> change) {
        try {
            return change.get();
        } catch (ProblemException e) {
            if (e.problem().code().category() == ErrorCategory.AUTHORIZATION) {
                audit.refused(
                        action, AuditOutcome.DENIED, target, e.problem().code().code(), Map.of());
            }
            throw e;
        }
    }

    /**
     * Runs a change that gives nothing.
     *
     * @param action what the audit log calls it
     * @param target what it is done to; null if that does not exist yet
     * @param change the change, with a transaction of its own
     */
    public void noted(String action, @Nullable Target target, Runnable change) {
        noted(action, target, () -> {
            change.run();
            return action;
        });
    }
}
