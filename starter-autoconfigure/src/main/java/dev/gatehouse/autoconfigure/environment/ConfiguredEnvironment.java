package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/** Spring's environment as checks see it. Reads the names of all properties once. */
final class ConfiguredEnvironment implements CheckContext {

    private final ConfigurableEnvironment environment;
    private final List<ConfigurationPropertySource> sources = new ArrayList<>();
    private final PropertyReader reader;
    private final ClassLoader classes;
    private final LocalDate today;
    private final boolean production;
    private @Nullable Map<String, ConfiguredProperty> all;

    ConfiguredEnvironment(ConfigurableEnvironment environment, ClassLoader classes, LocalDate today) {
        this.environment = environment;
        this.classes = classes;
        this.today = today;
        this.production = Production.isActive(environment);
        this.reader = new PropertyReader(environment);
        ConfigurationPropertySources.get(environment).forEach(sources::add);
    }

    @Override
    public boolean isProduction() {
        return production;
    }

    /** Of a list that is written entry by entry it is the first entry. */
    @Override
    public @Nullable ConfiguredProperty find(String name) {
        ConfiguredProperty found = find(ConfigurationPropertyName.of(name));
        return found != null ? found : find(ConfigurationPropertyName.of(name + "[0]"));
    }

    private @Nullable ConfiguredProperty find(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return reader.read(property);
            }
        }
        return null;
    }

    @Override
    public List<String> list(String name) {
        try {
            return Binder.get(environment)
                    .bind(name, Bindable.listOf(String.class))
                    .orElse(List.of());
        } catch (BindException e) {
            // A placeholder that nothing resolves is a finding of its own, CFG004.
            return List.of();
        }
    }

    @Override
    public Collection<ConfiguredProperty> all() {
        if (all == null) {
            all = readAll();
        }
        return all.values();
    }

    private Map<String, ConfiguredProperty> readAll() {
        Map<String, ConfiguredProperty> read = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                for (ConfigurationPropertyName name : iterable) {
                    String text = name.toString();
                    if (!read.containsKey(text) && !isOfTheJvm(text)) {
                        ConfigurationProperty property = source.getConfigurationProperty(name);
                        if (property != null) {
                            read.put(text, reader.read(property));
                        }
                    }
                }
            }
        }
        return read;
    }

    private static boolean isOfTheJvm(String name) {
        return name.startsWith("java.") || name.startsWith("sun.") || name.startsWith("jdk.") || name.startsWith("os.");
    }

    @Override
    public boolean hasClass(String name) {
        return ClassUtils.isPresent(name, classes);
    }

    @Override
    public LocalDate today() {
        return today;
    }

    ClassLoader classes() {
        return classes;
    }
}
