package dev.gatehouse.sample.apikey;

import dev.gatehouse.sample.job.Job;
import dev.gatehouse.sample.privacy.PersonalData;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets keys that ended long ago, and those of people who are gone. */
@Component
class EndedApiKeys implements Job, PersonalData {

    private static final Duration KEPT = Duration.ofDays(90);

    private final ApiKeyRepository keys;
    private final Clock clock;

    EndedApiKeys(ApiKeyRepository keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "api-key-clean-up";
    }

    @Override
    @Transactional
    public void run() {
        keys.deleteEndedBefore(clock.instant().minus(KEPT));
    }

    @Override
    public String section() {
        return "api_keys";
    }

    @Override
    public List<ApiKeyResponse> export(UUID userId) {
        return keys.findByOwnerUserIdOrderByCreatedAt(userId).stream()
                .map(ApiKeyResponse::of)
                .toList();
    }

    @Override
    public void erase(UUID userId) {
        keys.deleteOwned(userId);
    }
}
