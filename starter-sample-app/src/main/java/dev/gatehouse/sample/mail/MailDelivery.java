package dev.gatehouse.sample.mail;

import dev.gatehouse.sample.job.Job;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is due, one mail after the other, on every instance. Each is sent at least once: twice if the process dies
 * between the mail server's yes and the note of it.
 */
@Component
class MailDelivery implements Job {

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    /** Then others get a turn on this thread. */
    private static final int MAX_MAILS = 100;

    private final MailOutbox outbox;
    private final MailTexts texts;
    private final MailTransport transport;
    private final MailProperties properties;
    private final MeterRegistry meters;

    MailDelivery(
            MailOutbox outbox,
            MailTexts texts,
            MailTransport transport,
            MailProperties properties,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.texts = texts;
        this.transport = transport;
        this.properties = properties;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "mail-delivery";
    }

    @Override
    public Duration interval() {
        return properties.pollInterval();
    }

    /** The rows themselves keep two instances apart. */
    @Override
    public boolean alone() {
        return false;
    }

    @Override
    public void run() {
        for (int i = 0; i < MAX_MAILS; i++) {
            Optional<DueMail> mail = outbox.take();
            if (mail.isEmpty()) {
                return;
            }
            deliver(mail.get());
        }
    }

    private void deliver(DueMail mail) {
        try {
            transport.send(texts.write(mail, outbox.open(mail)));
        } catch (RuntimeException e) {
            // Whatever went wrong with this one, the next ones are not to blame.
            failed(mail, e);
            return;
        }
        outbox.sent(mail.id());
        count("sent");
    }

    private void failed(DueMail mail, RuntimeException e) {
        if (outbox.gaveUp(mail)) {
            count("given_up");
            log.error(
                    "The mail {} ({}) was given up after {} attempts.", mail.id(), mail.template(), mail.attempt(), e);
        } else {
            count("failed");
            log.warn(
                    "The mail {} ({}) could not be sent in attempt {}; it is tried again. {}",
                    mail.id(),
                    mail.template(),
                    mail.attempt(),
                    e.toString());
        }
    }

    private void count(String outcome) {
        meters.counter("mail.deliveries", "outcome", outcome).increment();
    }
}
