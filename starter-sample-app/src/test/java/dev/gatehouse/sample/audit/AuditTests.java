package dev.gatehouse.sample.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.audit.AuditTrail.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On H2, where nothing but the MACs keeps the log. */
class AuditTests extends AuditScenarios {

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
