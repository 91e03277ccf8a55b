package dev.gatehouse.sample.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.audit.AuditRecorded;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** On H2, where nothing but the MACs keeps the log. */
@RecordApplicationEvents
class AuditTests extends AuditScenarios {

    @Autowired
    private ApplicationEvents events;

    @Test
    void othersHearOfWhatWasDoneOnceItIsCommitted() {
        Target thing = thing();
        transactions.executeWithoutResult(status -> {
            trail.succeeded("moved", thing, Map.of());
            assertThat(heardOf(thing)).isEmpty();
        });
        assertThat(heardOf(thing)).extracting(AuditEvent::action).containsExactly("moved");
    }

    @Test
    void nobodyHearsOfWhatWasTakenBack() {
        Target thing = thing();
        transactions.executeWithoutResult(status -> {
            trail.succeeded("moved", thing, Map.of());
            status.setRollbackOnly();
        });
        assertThat(heardOf(thing)).isEmpty();
    }

    @Test
    void othersHearOfARefusalWhateverBecomesOfTheTransaction() {
        Target thing = thing();
        transactions.executeWithoutResult(status -> {
            trail.refused("moved", AuditOutcome.DENIED, thing, "too_heavy", Map.of());
            status.setRollbackOnly();
        });
        assertThat(heardOf(thing)).extracting(AuditEvent::reason).containsExactly("too_heavy");
    }

    private List<AuditEvent> heardOf(Target thing) {
        return events.stream(AuditRecorded.class)
                .map(AuditRecorded::event)
                .filter(event -> thing.id().equals(event.targetId()))
                .toList();
    }

    @Test
    void aRowThatWasChangedIsFound() {
        Target thing = thing();
        trail.succeeded("transferred", thing, Map.of("amount", "1"));
        seal();
        long seq = database.sql("select seq from audit_log where target_id = :id")
                .param("id", thing.id())
                .query(Long.class)
                .single();
        change(seq, "{\"amount\":\"9\"}");
        assertThat(asAuditor(LOG + "/verify").json().path("first_bad_seq").asLong())
                .isEqualTo(seq);
        change(seq, "not even JSON");
        assertThat(asAuditor(LOG + "/verify").json().path("first_bad_seq").asLong())
                .isEqualTo(seq);
        assertThat(asAuditor(LOG + "/" + seq).status()).isEqualTo(200);
        change(seq, "{\"amount\":\"1\"}");
        assertThat(asAuditor(LOG + "/verify").json().path("ok").asBoolean()).isTrue();
    }

    private void change(long seq, String details) {
        database.sql("update audit_log set details = :details where seq = :seq")
                .param("details", details)
                .param("seq", seq)
                .update();
    }
}
