package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.mask.SecretMask;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Masks secrets in readable lines from the moment Spring Boot has set logging up, if that is Logback. */
final class ReadableLogMaskingListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        if (!LoggingSettings.isOn(environment)
                || !ClassUtils.isPresent(
                        "ch.qos.logback.classic.LoggerContext", getClass().getClassLoader())) {
            return;
        }
        LoggingProperties.Masking masking = LoggingSettings.masking(environment);
        if (masking.enabled()) {
            ReadableLogMasking.install(environment, SecretMask.of(masking.names()));
        }
    }
}
