package dev.gatehouse.autoconfigure.accesslog;

import dev.gatehouse.autoconfigure.Switches;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Lets lines of the access log share writes to the console from the moment logging is set up, if that is Logback, until
 * nothing of the application context runs any more, nor of any other one that does the same: a line that is logged while
 * the console is put back may be written twice.
 */
final class ConsoleBatchingListener implements ApplicationListener<ApplicationEvent>, Ordered {

    /** A program that is no web service has no access log, nor the classes that its properties are made of. */
    private static final boolean USED = isPresent("ch.qos.logback.classic.LoggerContext")
            && isPresent("org.springframework.web.util.pattern.PathPattern");

    private final Supplier<ConsoleBatching> batching;
    private boolean joined;

    ConsoleBatchingListener() {
        this(() -> ConsoleBatching.SHARED);
    }

    /** Not the batching itself, which cannot be loaded without Logback. */
    ConsoleBatchingListener(Supplier<ConsoleBatching> batching) {
        this.batching = batching;
    }

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
            join(delay(prepared.getEnvironment()));
        } else if (event instanceof ApplicationPreparedEvent prepared) {
            leaveAtTheEndOf(prepared.getApplicationContext());
        } else if (event instanceof ApplicationFailedEvent) {
            leave();
        } else if (event instanceof ContextClosedEvent) {
            // Whoever closes a context, such as a test, looks for the lines of its requests next.
            batching.get().flush();
        }
    }

    /** What is registered before the first bean is destroyed after the last one. */
    private void leaveAtTheEndOf(ConfigurableApplicationContext context) {
        if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans) {
            beans.registerDisposableBean(ConsoleBatchingListener.class.getName(), () -> {
                batching.get().flush();
                leave();
            });
        }
    }

    private void join(Duration delay) {
        if (!joined && !delay.isZero()) {
            joined = true;
            batching.get().join(delay);
        }
    }

    private void leave() {
        if (joined) {
            joined = false;
            batching.get().leave();
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
