package dev.gatehouse.sample.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails leave the service.
 *
 * @param transport where mails go: log shows them in the terminal with their links, for development; smtp hands them to the server of
 *     spring.mail
 * @param from address that mails come from, as in RFC 5322, e.g. {@code Example <no-reply@example.com>}
 * @param product name of the service as mails say it
 * @param pollInterval how often the outbox is looked at
 * @param retryDelay how long to wait after the first failure, doubled after each further one; at least 1s, and longer than
 *     the mail server may take for one mail
 * @param maxRetryDelay longest wait between two attempts; not below the first
 * @param maxAttempts how often a mail is tried before it is given up; 1 to 100
 * @param retention how long it is kept that a mail was sent, without what it said; never less than the limit counts
 * @param limit how many mails of a kind that anybody can set off, such as those with a link to a new password, an address
 *     gets while it counts; 1 or more. Those to confirm a new address are counted for each account that asks, and an address
 *     gets ten times as many from all accounts
 * @param limitWindow how long the limit counts a mail; where links live shorter, one more is sent once the last has ended
 */
@ConfigurationProperties("gatehouse.sample.mail")
record MailProperties(
        @DefaultValue("log") Transport transport,
        @DefaultValue("no-reply@localhost") String from,
        @DefaultValue("Gatehouse sample") String product,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("1m") Duration retryDelay,
        @DefaultValue("1h") Duration maxRetryDelay,
        @DefaultValue("12") int maxAttempts,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("5") int limit,
        @DefaultValue("30m") Duration limitWindow) {

    /** Where mails go. */
    enum Transport {
        /** To the terminal. */
        LOG,
        /** To a mail server. */
        SMTP
    }
}
