package dev.gatehouse.sample.mail;

import dev.gatehouse.sample.db.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps strangers from filling somebody's inbox: mails that anybody can set off who knows an address go to it a few times and
 * then not for a while. Requests at the same moment may get one more through. Thread-safe.
 */
@Component
public class MailLimit {

    /** So many times the limit come from all accounts together where each has a limit of its own. */
    private static final long ALL_ACCOUNTS = 10;

    private final JdbcClient database;
    private final MailProperties properties;
    private final Clock clock;

    MailLimit(JdbcClient database, MailProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Tells whether an address may get one more mail of a kind.
     *
     * @param recipient the address, in any spelling
     * @param template what is said
     * @return false if it got as many of late as it may
     */
    public boolean allows(String recipient, MailTemplate template) {
        return sent(recipient, template) < properties.limit();
    }

    /**
     * Tells whether an account may have one more mail of a kind sent to an address that is not its own. Each account is counted
     * by itself, so that none takes the mails of another; together they may have ten times as many sent.
     *
     * @param recipient the address, in any spelling
     * @param template what is said
     * @param byAccount counts those that the account has had sent to it since a moment
     * @return false if it got as many of late as it may
     */
    public boolean allows(String recipient, MailTemplate template, ToLongFunction<Instant> byAccount) {
        return byAccount.applyAsLong(since()) < properties.limit()
                && sent(recipient, template) < properties.limit() * ALL_ACCOUNTS;
    }

    private long sent(String recipient, MailTemplate template) {
        return database.sql("""
                        select count(*) from mail_outbox
                        where recipient_key = :recipient and template = :template and created_at > :since
                        """)
                .param("recipient", key(recipient))
                .param("template", template.name())
                .param("since", SqlTime.of(since()))
                .query(Long.class)
                .single();
    }

    private Instant since() {
        return clock.instant().minus(properties.limitWindow());
    }

    static String key(String recipient) {
        return recipient.toLowerCase(Locale.ROOT);
    }
}
