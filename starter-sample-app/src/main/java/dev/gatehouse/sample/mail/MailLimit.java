package dev.gatehouse.sample.mail;

import dev.gatehouse.sample.db.SqlTime;
import java.time.Clock;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps strangers from filling somebody's inbox: mails that anybody can set off who knows an address go to it a few times and
 * then not for a while. Requests at the same moment may get one more through. Thread-safe.
 */
@Component
public class MailLimit {

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
        return database.sql("""
                        select count(*) from mail_outbox
                        where recipient_key = :recipient and template = :template and created_at > :since
                        """)
                        .param("recipient", key(recipient))
                        .param("template", template.name())
                        .param("since", SqlTime.of(clock.instant().minus(properties.limitWindow())))
                        .query(Long.class)
                        .single()
                < properties.limit();
    }

    static String key(String recipient) {
        return recipient.toLowerCase(Locale.ROOT);
    }
}
