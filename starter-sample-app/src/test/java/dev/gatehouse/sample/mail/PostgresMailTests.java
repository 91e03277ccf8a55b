package dev.gatehouse.sample.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.PostgresServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** On PostgreSQL, where several instances send. H2 takes the limit before it skips: there the second one comes back later. */
@Import(PostgresServer.class)
class PostgresMailTests extends MailScenarios {

    @Test
    void twoInstancesTakeDifferentMails() {
        time.forward(Duration.ofDays(1));
        outbox.put(recipient, "en", MailTemplate.VERIFY_EMAIL, MODEL);
        outbox.put(recipient, "en", MailTemplate.VERIFY_EMAIL, MODEL);
        transactions.executeWithoutResult(status -> {
            DueMail mine = outbox.take().orElseThrow();
            DueMail theirs = elsewhere();
            assertThat(theirs.id()).isNotEqualTo(mine.id());
        });
    }

    private DueMail elsewhere() {
        return CompletableFuture.supplyAsync(() -> outbox.take().orElseThrow()).join();
    }
}
