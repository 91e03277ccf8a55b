package dev.gatehouse.sample.apikey;

import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.account.UserStatus;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.sample.mail.MailTime;
import dev.gatehouse.sample.mail.Outbox;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What owners learn of their keys by mail: never the key itself. In the transaction that is running. */
@Component
class ApiKeyMails {

    private final Accounts accounts;
    private final Outbox outbox;

    ApiKeyMails(Accounts accounts, Outbox outbox) {
        this.accounts = accounts;
        this.outbox = outbox;
    }

    /** A key outlives the sessions, and so tells of itself to whoever has not made it (ASVS 5.0, 6.3.7). */
    void created(ApiKey key) {
        tell(
                key,
                MailTemplate.API_KEY_CREATED,
                Map.of("key", key.name(), "key_id", key.keyId(), "when", MailTime.of(key.createdAt())));
    }

    void expires(ApiKey key) {
        tell(
                key,
                MailTemplate.API_KEY_EXPIRES,
                Map.of(
                        "key",
                        key.name(),
                        "until",
                        key.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private void tell(ApiKey key, MailTemplate template, Map<String, String> values) {
        accounts.find(key.ownerId())
                .filter(owner -> owner.status() == UserStatus.ACTIVE)
                .ifPresent(owner -> {
                    Map<String, String> model = new HashMap<>(values);
                    model.put("name", owner.displayName());
                    outbox.put(owner.email(), owner.locale(), template, model);
                });
    }
}
