package dev.gatehouse.sample.apikey;

import dev.gatehouse.sample.job.Job;
import dev.gatehouse.sample.job.OneByOne;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tells owners two weeks before that a key ends (ASVS 5.0, 6.4.5), while there is time to rotate it. */
@Component
class ApiKeyReminder implements Job {

    private static final Duration AHEAD = Duration.ofDays(14);
    private static final Limit AT_ONCE = Limit.of(100);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final ApiKeyRepository keys;
    private final ApiKeyMails mails;
    private final TransactionOperations transactions;
    private final Clock clock;

    ApiKeyReminder(ApiKeyRepository keys, ApiKeyMails mails, TransactionOperations transactions, Clock clock) {
        this.keys = keys;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "api-key-reminder";
    }

    /** One transaction each: an owner who cannot be told does not keep the others. */
    @Override
    public void run() {
        Instant now = clock.instant();
        Instant until = now.plus(AHEAD);
        OneByOne reminders = new OneByOne(this);
        List<ApiKey> next = keys.findEnding(now, BEFORE_ALL, until, AT_ONCE);
        while (!next.isEmpty()) {
            next.forEach(key ->
                    reminders.run(key.id(), () -> transactions.executeWithoutResult(status -> remind(key, now))));
            ApiKey last = next.get(next.size() - 1);
            next = keys.findEnding(last.expiresAt(), last.id(), until, AT_ONCE);
        }
        reminders.end();
    }

    /** Nobody is told twice, nor of a key that was made for a few days. */
    private void remind(ApiKey key, Instant now) {
        if (keys.reminded(key.id(), now) > 0 && key.life().compareTo(AHEAD) > 0) {
            mails.expires(key);
        }
    }
}
