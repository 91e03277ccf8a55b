package dev.gatehouse.autoconfigure.tracing;

import dev.gatehouse.autoconfigure.Switches;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Turns the propagation of baggage off, weaker than anything the service says itself. Spring Boot's default sends on
 * whatever a client writes into the header {@code baggage} (W3C Baggage, 4.1 warns of it), to each service that is
 * called.
 */
final class TracingDefaults implements EnvironmentPostProcessor, Ordered {

    static final String SOURCE = "gatehouseTracing";
    static final String BAGGAGE = "management.tracing.baggage.enabled";

    private static final String FIELDS = "management.tracing.baggage.remote-fields";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!ClassUtils.isPresent("io.micrometer.tracing.Tracer", application.getClassLoader())
                || !Switches.isOn(environment, "gatehouse.enabled")
                || !Switches.isOn(environment, "gatehouse.tracing.enabled")) {
            return;
        }
        List<String> fields = Binder.get(environment)
                .bind(FIELDS, Bindable.listOf(String.class))
                .orElse(List.of());
        if (fields.isEmpty()) {
            environment.getPropertySources().addLast(new MapPropertySource(SOURCE, Map.of(BAGGAGE, false)));
        }
    }
}
