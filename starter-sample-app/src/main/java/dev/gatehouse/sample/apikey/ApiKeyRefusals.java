package dev.gatehouse.sample.apikey;

import dev.gatehouse.apikey.ApiKeyDecision;
import dev.gatehouse.apikey.ApiKeyListener;
import dev.gatehouse.apikey.ApiKeyStatus;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Puts into the audit log when a key of ours is used that must not be. Mere noise is left to the metrics. */
@Component
class ApiKeyRefusals implements ApiKeyListener {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyRefusals.class);

    private static final String ACTION = "api_key_used";

    private static final Set<ApiKeyStatus> WORTH_NOTING =
            Set.of(ApiKeyStatus.WRONG_SECRET, ApiKeyStatus.EXPIRED, ApiKeyStatus.REVOKED, ApiKeyStatus.FOREIGN_NETWORK);

    private final ApiKeyRepository keys;
    private final AuditTrail audit;

    ApiKeyRefusals(ApiKeyRepository keys, AuditTrail audit) {
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public void onDecision(HttpServletRequest request, ApiKeyDecision decision) {
        if (!WORTH_NOTING.contains(decision.status())) {
            return;
        }
        String reason = decision.status().name().toLowerCase(Locale.ROOT);
        try {
            keys.findByKeyId(Objects.requireNonNull(decision.keyId()))
                    .ifPresent(key -> note(key, decision.status(), reason));
        } catch (DataAccessException e) {
            // The key is refused all the same.
            log.error("A refused API key ({}) could not be noted in the audit log.", reason, e);
        }
    }

    /** Who has the secret acts with the key; anybody can claim its id. */
    private void note(ApiKey key, ApiKeyStatus status, String reason) {
        Target target = ApiKeyService.target(key.id());
        if (status == ApiKeyStatus.WRONG_SECRET) {
            audit.refused(ACTION, AuditOutcome.DENIED, target, reason, Map.of("key_id", key.keyId()));
        } else {
            audit.refusedToKey(ACTION, key.ownerId(), key.keyId(), target, reason);
        }
    }
}
