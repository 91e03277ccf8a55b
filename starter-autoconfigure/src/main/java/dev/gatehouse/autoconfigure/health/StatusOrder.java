package dev.gatehouse.autoconfigure.health;

import java.util.Comparator;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.env.Environment;

/** Which status of a part becomes that of the whole under Actuator: Spring Boot's order and DEGRADED, or a configured one. */
final class StatusOrder {

    private static final List<String> DEFAULT = List.of("DOWN", "OUT_OF_SERVICE", "DEGRADED", "UP", "UNKNOWN");

    private StatusOrder() {}

    static StatusAggregator of(Environment environment) {
        List<String> configured = Binder.get(environment)
                .bind("management.endpoint.health.status.order", Bindable.listOf(String.class))
                .orElse(List.of());
        return aggregator(configured.isEmpty() ? DEFAULT : configured);
    }

    private static StatusAggregator aggregator(List<String> codes) {
        List<String> order = codes.stream().map(StatusOrder::uniform).toList();
        return statuses -> statuses.stream()
                .filter(status -> order.contains(uniform(status.getCode())))
                .min(Comparator.comparingInt(status -> order.indexOf(uniform(status.getCode()))))
                .orElse(Status.UNKNOWN);
    }

    /** As Spring Boot compares them: out-of-service is OUT_OF_SERVICE. */
    private static String uniform(String code) {
        StringBuilder uniform = new StringBuilder(code.length());
        code.chars()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(uniform::appendCodePoint);
        return uniform.toString();
    }
}
