package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.audit.MemoryAuditSink;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.lockout.MemoryLoginGuardStore;
import dev.gatehouse.token.MemoryRefreshStore;
import dev.gatehouse.totp.MemoryTotpStepStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** AUTH007: what accounts keep in the memory of one instance. Looks only at what somebody asked for. */
final class AccountStoreCheck implements Check {

    private static final Map<Class<?>, String> STORES = new LinkedHashMap<>();

    static {
        STORES.put(MemoryRefreshStore.class, "RefreshStore");
        STORES.put(MemoryLoginGuardStore.class, "LoginGuardStore");
        STORES.put(MemoryTotpStepStore.class, "TotpStepStore");
        STORES.put(MemoryAuditSink.class, "AuditSink");
    }

    private final ConfigurableListableBeanFactory beans;

    AccountStoreCheck(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        List<String> stores = STORES.entrySet().stream()
                .filter(store -> isUsed(store.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (stores.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                "AUTH007",
                context.severity(Severity.WARNING),
                null,
                null,
                "Kept in the memory of this instance: " + String.join(", ", stores)
                        + ". It is lost at a restart, and other instances do not see it.",
                "Define beans of these types that keep it in a database.",
                List.of()));
    }

    private boolean isUsed(Class<?> type) {
        for (String name : beans.getBeanNamesForType(type, true, false)) {
            if (beans.containsSingleton(name)) {
                return true;
            }
        }
        return false;
    }
}
