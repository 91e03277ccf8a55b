package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.audit.MemoryAuditSink;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.lockout.MemoryLoginGuardStore;
import dev.gatehouse.token.MemoryRefreshStore;
import dev.gatehouse.totp.MemoryTotpStepStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<String> stores = usedStores();
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

    private List<String> usedStores() {
        Set<Class<?>> used = new HashSet<>();
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            if (bean != null) {
                used.add(bean.getClass());
            }
        }
        List<String> stores = new ArrayList<>();
        STORES.forEach((type, name) -> {
            if (used.contains(type)) {
                stores.add(name);
            }
        });
        return stores;
    }
}
