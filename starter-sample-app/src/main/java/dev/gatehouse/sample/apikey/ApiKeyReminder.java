package dev.gatehouse.sample.apikey;

import dev.gatehouse.sample.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tells owners two weeks before that a key ends (ASVS 5.0, 6.4.5), while there is time to rotate it. */
@Component
class ApiKeyReminder implements Job {

    private static final Duration AHEAD = Duration.ofDays(14);
    private static final int MAX_KEYS = 100;

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

    @Override
    public void run() {
        Instant now = clock.instant();
        keys.findEnding(now, now.plus(AHEAD), Limit.of(MAX_KEYS))
                .forEach(key -> transactions.executeWithoutResult(status -> remind(key, now)));
    }

    /** Nobody is told twice, nor of a key that was made for a few days. */
    private void remind(ApiKey key, Instant now) {
        if (keys.reminded(key.id(), now) > 0 && key.life().compareTo(AHEAD) > 0) {
            mails.expires(key);
        }
    }
}
