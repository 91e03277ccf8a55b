package dev.gatehouse.autoconfigure.accesslog;

import dev.gatehouse.autoconfigure.Switches;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Lets lines of the access log share writes to the console from the moment logging is set up, if that is Logback, until
 * the application context is closed.
 */
final class ConsoleBatchingListener implements ApplicationListener<ApplicationEvent>, Ordered {

    /** A program that is no web service has no access log, nor the classes that its properties are made of. */
    private static final boolean USED = isPresent("ch.qos.logback.classic.LoggerContext")
            && isPresent("org.springframework.web.util.pattern.PathPattern");

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, ConsoleBatchingListener.class.getClassLoader());
    }

    /** Behind the masking, which changes the encoder that is taken over. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 2;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (!USED) {
            return;
        }
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            Duration delay = delay(prepared.getEnvironment());
            if (!delay.isZero()) {
                new ConsoleBatching(delay).install();
            }
        } else if (event instanceof ContextClosedEvent) {
            // Whoever closes a context, such as a test, looks for the lines of its requests next.
            ConsoleBatching.flush();
        }
    }

    /** What cannot be read means none here: the application context binds it too and reports it with its origin. */
    private static Duration delay(Environment environment) {
        try {
            AccessLogProperties properties = Binder.get(environment)
                    .bindOrCreate("gatehouse.access-log", Bindable.of(AccessLogProperties.class));
            return properties.enabled() && Switches.isOn(environment, "gatehouse.enabled")
                    ? properties.consoleDelay()
                    : Duration.ZERO;
        } catch (BindException e) {
            return Duration.ZERO;
        }
    }
}
