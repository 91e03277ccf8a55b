package dev.gatehouse.sample.mail;

import dev.gatehouse.sample.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets mails that were sent, or given up, long ago. */
@Component
class SentMailCleanUp implements Job {

    private final MailOutbox outbox;
    private final MailProperties properties;
    private final Clock clock;

    SentMailCleanUp(MailOutbox outbox, MailProperties properties, Clock clock) {
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sent-mail-clean-up";
    }

    @Override
    public void run() {
        outbox.deleteOlderThan(clock.instant().minus(kept()));
    }

    private Duration kept() {
        Duration counted = properties.limitWindow();
        return properties.retention().compareTo(counted) < 0 ? counted : properties.retention();
    }
}
