package dev.gatehouse.autoconfigure.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Sets defaults for Spring Boot's logging, weaker than anything the service says itself: the request id in readable
 * lines ({@code logging.pattern.correlation}), and room for {@link ContextMembers} in JSON lines
 * ({@code logging.structured.json.context.include}).
 */
final class LoggingDefaults implements EnvironmentPostProcessor, Ordered {

    static final String SOURCE = "gatehouseLogging";
    static final String CORRELATION = "logging.pattern.correlation";
    static final String INCLUDE_CONTEXT = "logging.structured.json.context.include";

    private static final String DEFAULT_KEY = "request_id";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final boolean LOGBACK = isPresent("ch.qos.logback.classic.LoggerContext");
    private static final boolean TRACING = isPresent("io.micrometer.tracing.Tracer")
            && isPresent(
                    "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!LoggingSettings.isOn(environment)) {
            return;
        }
        Map<String, Object> defaults = new LinkedHashMap<>();
        if (LoggingSettings.isNotOff(environment, "gatehouse.request-id.enabled")) {
            defaults.put(CORRELATION, correlation(environment, LOGBACK));
        }
        if (LOGBACK && ContextMembers.areWanted(environment)) {
            defaults.put(INCLUDE_CONTEXT, false);
        }
        environment.getPropertySources().addLast(new MapPropertySource(SOURCE, defaults));
    }

    /** Tells whether Spring Boot leaves the logging context to us, because of the default above and nothing else. */
    static boolean ownsContext(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                && configurable.getPropertySources().get(SOURCE) instanceof MapPropertySource defaults
                && defaults.containsProperty(INCLUDE_CONTEXT)
                && !environment.getProperty(INCLUDE_CONTEXT, Boolean.class, true);
    }

    static String correlation(Environment environment, boolean logback) {
        String key = environment.getProperty("gatehouse.request-id.mdc-key", DEFAULT_KEY);
        // A key that is none is reported when its properties are bound; here it must not become part of a pattern.
        String id = "%X{" + (KEY.matcher(key).matches() ? key : DEFAULT_KEY) + "}";
        String pattern = logback ? "%replace(" + id + "){'^(.+)$','[$1] '}" : "%notEmpty{[" + id + "] }";
        return isTraced(environment) ? pattern + (logback ? "%correlationId" : "%correlationId{}") : pattern;
    }

    /** Spring Boot says so itself, in a post-processor that may come after this one. */
    private static boolean isTraced(Environment environment) {
        Boolean expected = environment.getProperty("logging.expect-correlation-id", Boolean.class);
        return expected != null
                ? expected
                : TRACING && environment.getProperty("management.tracing.export.enabled", Boolean.class, true);
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, LoggingDefaults.class.getClassLoader());
    }
}
