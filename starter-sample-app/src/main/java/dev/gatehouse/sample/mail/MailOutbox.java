package dev.gatehouse.sample.mail;

import dev.gatehouse.sample.db.RowId;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.secret.RootSecret;
import dev.gatehouse.secret.SecretBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps mails in a table until they are sent. What they say is sealed: a copy of the table opens no account. */
@Service
class MailOutbox implements Outbox {

    private static final TypeReference<Map<String, String>> MODEL = new TypeReference<>() {};
    private static final List<String> KNOWN =
            Arrays.stream(MailTemplate.values()).map(Enum::name).toList();

    private final JdbcClient database;
    private final SecretBox box;
    private final JsonMapper json;
    private final MailProperties properties;
    private final Clock clock;

    MailOutbox(JdbcClient database, RootSecret root, JsonMapper json, MailProperties properties, Clock clock) {
        this.database = database;
        this.box = new SecretBox(root.keys("outbox"));
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void put(String recipient, String locale, MailTemplate template, Map<String, String> model) {
        UUID id = RowId.next();
        database.sql("""
                        insert into mail_outbox
                            (id, recipient, recipient_key, template, model_enc, locale, status, attempts, next_attempt_at, created_at)
                        values (:id, :recipient, :key, :template, :model, :locale, 'PENDING', 0, :now, :now)
                        """)
                .param("id", id)
                .param("recipient", recipient)
                .param("key", MailLimit.key(recipient))
                .param("template", template.name())
                .param("model", box.seal(json.writeValueAsBytes(model), place(id)))
                .param("locale", locale)
                .param("now", SqlTime.of(clock.instant()))
                .update();
    }

    /**
     * Takes the next mail that is due. Others pass over its row while it is taken, and then see it as due later: if this
     * process dies now, the mail is sent after that pause. A mail that only another version can write is left to that one.
     */
    @Transactional
    Optional<DueMail> take() {
        Instant now = clock.instant();
        Optional<DueMail> due = database.sql("""
                        select id, recipient, locale, template, model_enc as sealed_model, attempts + 1 as attempt
                        from mail_outbox
                        where status = 'PENDING' and next_attempt_at <= :now and template in (:known)
                        order by next_attempt_at limit 1 for update skip locked
                        """)
                .param("now", SqlTime.of(now))
                .param("known", KNOWN)
                .query(DueMail.class)
                .optional();
        due.ifPresent(mail -> database.sql(
                        "update mail_outbox set attempts = :attempt, next_attempt_at = :next where id = :id")
                .param("attempt", mail.attempt())
                .param("next", SqlTime.of(now.plus(pause(mail.attempt()))))
                .param("id", mail.id())
                .update());
        return due;
    }

    /**
     * Opens what a mail says.
     *
     * @throws dev.gatehouse.secret.UnsealException if it was changed, or its key is not there any more
     */
    Map<String, String> open(DueMail mail) {
        return json.readValue(box.open(mail.sealedModel(), place(mail.id())), MODEL);
    }

    /** Notes that a mail is on its way, and forgets what it said. */
    void sent(UUID id) {
        finish(id, "SENT");
    }

    /** Tells whether a mail was tried as often as it may be; notes that it will not be sent then. */
    boolean gaveUp(DueMail mail) {
        if (mail.attempt() < properties.maxAttempts()) {
            return false;
        }
        finish(mail.id(), "GIVEN_UP");
        return true;
    }

    /** Counts the mails that wait to be sent. */
    long pending() {
        return count("PENDING");
    }

    /** Counts the mails that were given up. */
    long givenUp() {
        return count("GIVEN_UP");
    }

    /** Deletes what was sent or given up long ago. */
    int deleteOlderThan(Instant limit) {
        return database.sql("delete from mail_outbox where status <> 'PENDING' and created_at < :limit")
                .param("limit", SqlTime.of(limit))
                .update();
    }

    private void finish(UUID id, String status) {
        database.sql("update mail_outbox set status = :status, model_enc = '', sent_at = :now where id = :id")
                .param("status", status)
                .param("now", SqlTime.of(clock.instant()))
                .param("id", id)
                .update();
    }

    private long count(String status) {
        return database.sql("select count(*) from mail_outbox where status = :status")
                .param("status", status)
                .query(Long.class)
                .single();
    }

    /** Doubles with each attempt. */
    private Duration pause(int attempt) {
        Duration pause = properties.retryDelay().multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(properties.maxRetryDelay()) < 0 ? pause : properties.maxRetryDelay();
    }

    private static String place(UUID id) {
        return "mail_outbox:" + id;
    }
}
