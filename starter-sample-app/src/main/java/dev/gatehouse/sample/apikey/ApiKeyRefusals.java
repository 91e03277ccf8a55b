package dev.gatehouse.sample.apikey;

import dev.gatehouse.apikey.ApiKeyDecision;
import dev.gatehouse.apikey.ApiKeyListener;
import dev.gatehouse.apikey.ApiKeyStatus;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.sample.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Puts into the audit log when a key of ours is used that must not be. Mere noise is left to the metrics. */
@Component
class ApiKeyRefusals implements ApiKeyListener {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyRefusals.class);

    private static final Set<ApiKeyStatus> WORTH_NOTING =
            Set.of(ApiKeyStatus.WRONG_SECRET, ApiKeyStatus.EXPIRED, ApiKeyStatus.REVOKED, ApiKeyStatus.FOREIGN_NETWORK);

    private final AuditTrail audit;

    ApiKeyRefusals(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public void onDecision(HttpServletRequest request, ApiKeyDecision decision) {
        if (!WORTH_NOTING.contains(decision.status())) {
            return;
        }
        String reason = decision.status().name().toLowerCase(Locale.ROOT);
        try {
            audit.refused("api_key_used", AuditOutcome.DENIED, null, reason, Map.of());
        } catch (DataAccessException e) {
            // The key is refused all the same.
            log.error("A refused API key ({}) could not be noted in the audit log.", reason, e);
        }
    }
}
