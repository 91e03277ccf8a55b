package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.SetProperties;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * CFG006: a value that cannot be used. Each would stop the start by itself once a bean asks for it, perhaps behind
 * migrations of the database. Binds only what is set and on: who sets nothing pays nothing.
 */
final class UnusableValueCheck {

    /** Of an optional library. */
    private static final String OF_WEB = "org.springframework.web.context.ConfigurableWebEnvironment";

    private final ConfigurableEnvironment environment;
    private final ClassLoader classes;

    UnusableValueCheck(ConfigurableEnvironment environment, ClassLoader classes) {
        this.environment = environment;
        this.classes = classes;
    }

    /** Where another check has an error about a property, that says more of it. */
    List<Finding> check(CheckContext context, List<Finding> others) {
        Set<String> wrong = others.stream()
                .filter(other -> other.severity() == Severity.ERROR && other.property() != null)
                .map(Finding::property)
                .collect(Collectors.toSet());
        return check(context).stream()
                .filter(finding -> !wrong.contains(finding.property()))
                .toList();
    }

    private List<Finding> check(CheckContext context) {
        if (!isOfWebService() || !context.isOn("gatehouse.enabled", true)) {
            return List.of();
        }
        List<String> excluded = context.list("spring.autoconfigure.exclude");
        Binder binder = Binder.get(environment);
        UnusableValues values = new UnusableValues(context);
        for (BoundProperties properties : BoundProperties.ALL) {
            if (SetProperties.containsBelow(environment, properties.prefix())
                    && excluded.stream().noneMatch(isOf(properties.packageName()))
                    && isOn(properties)) {
                bind(binder, properties, values);
            }
        }
        return List.copyOf(values.findings());
    }

    /** Gatehouse guards no other. */
    private boolean isOfWebService() {
        Class<?> ofWeb = find(OF_WEB);
        return ofWeb != null && ofWeb.isInstance(environment);
    }

    private static Predicate<String> isOf(String packageName) {
        return type -> ClassUtils.getPackageName(type).equals(packageName);
    }

    /** A switch that cannot be read is one of the properties that are bound. */
    private boolean isOn(BoundProperties properties) {
        try {
            return properties.isOn().test(environment);
        } catch (BindException e) {
            return true;
        }
    }

    private void bind(Binder binder, BoundProperties properties, UnusableValues values) {
        Class<?> type = find(properties.type());
        if (type != null) {
            values.collect(binder, properties.prefix(), Bindable.of(type));
        }
    }

    private @Nullable Class<?> find(String type) {
        try {
            return ClassUtils.forName(type, classes);
        } catch (ClassNotFoundException | LinkageError e) {
            // A library is missing: nobody binds these.
            return null;
        }
    }
}
