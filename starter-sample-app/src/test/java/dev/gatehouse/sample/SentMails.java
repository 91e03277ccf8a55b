package dev.gatehouse.sample;

import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.sample.mail.Outbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Remembers what was put into the outbox and committed, by recipient. */
@TestConfiguration(proxyBeanMethods = false)
public class SentMails {

    private final Map<String, List<Mail>> mails = new ConcurrentHashMap<>();

    @Bean
    @Primary
    Outbox rememberingOutbox(Outbox mailOutbox) {
        return (recipient, locale, template, model) -> {
            mailOutbox.put(recipient, locale, template, model);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    to(recipient).add(new Mail(template, model));
                }
            });
        };
    }

    /** All mails to an address, oldest first. */
    public List<Mail> to(String recipient) {
        return mails.computeIfAbsent(recipient, none -> new CopyOnWriteArrayList<>());
    }

    /** What the mails to an address were about. */
    public List<MailTemplate> about(String recipient) {
        return to(recipient).stream().map(Mail::template).toList();
    }

    /** The token in the newest link of a kind. */
    public String token(String recipient, MailTemplate template) {
        String link = to(recipient).stream()
                .filter(mail -> mail.template() == template)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("No " + template + " was sent."))
                .model()
                .get("link");
        return link.substring(link.indexOf("#token=") + "#token=".length());
    }

    /** A mail. */
    public record Mail(MailTemplate template, Map<String, String> model) {}
}
