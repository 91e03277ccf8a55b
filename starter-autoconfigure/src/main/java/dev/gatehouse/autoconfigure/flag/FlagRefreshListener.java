package dev.gatehouse.autoconfigure.flag;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/** Reads the flags anew when Spring Cloud has changed the environment. Named by its text: it is rarely there. */
final class FlagRefreshListener implements GenericApplicationListener {

    private static final Logger log = LoggerFactory.getLogger(FlagRefreshListener.class);
    private static final String CHANGED = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private final FlagService service;

    FlagRefreshListener(FlagService service) {
        this.service = service;
    }

    @Override
    public boolean supportsEventType(ResolvableType eventType) {
        Class<?> type = eventType.resolve();
        return type != null && type.getName().equals(CHANGED);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        try {
            service.refresh();
        } catch (RuntimeException e) {
            log.error("The feature flags stay as they are: the new configuration cannot be used.", e);
        }
    }
}
