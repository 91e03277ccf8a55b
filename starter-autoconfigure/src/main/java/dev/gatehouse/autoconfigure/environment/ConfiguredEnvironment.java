package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/** Spring's environment as checks see it. Reads the names of all properties once. */
final class ConfiguredEnvironment implements CheckContext {

    private final List<ConfigurationPropertySource> sources = new ArrayList<>();
    private final PropertyReader reader;
    private final ClassLoader classes;
    private final LocalDate today;
    private final boolean production;
    private final Map<String, ConfiguredProperty> all = new LinkedHashMap<>();

    ConfiguredEnvironment(ConfigurableEnvironment environment, ClassLoader classes, LocalDate today) {
        this.classes = classes;
        this.today = today;
        this.production = Production.isActive(environment);
        this.reader = new PropertyReader(environment);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                read(iterable);
            } else {
                sources.add(source);
            }
        }
    }

    /** The first source that has a name wins, as it does for Spring Boot. */
    private void read(IterableConfigurationPropertySource source) {
        for (ConfigurationPropertyName name : source) {
            String text = name.toString();
            String key = MetadataKeys.uniform(text);
            if (!all.containsKey(key) && !isOfTheJvm(text)) {
                ConfigurationProperty property = source.getConfigurationProperty(name);
                if (property != null) {
                    all.put(key, reader.read(property));
                }
            }
        }
    }

    private static boolean isOfTheJvm(String name) {
        return name.startsWith("java.") || name.startsWith("sun.") || name.startsWith("jdk.") || name.startsWith("os.");
    }

    @Override
    public boolean isProduction() {
        return production;
    }

    /** Of a list that is written entry by entry it is the first entry. */
    @Override
    public @Nullable ConfiguredProperty find(String name) {
        ConfiguredProperty found = findExactly(name);
        return found != null ? found : findExactly(name + "[0]");
    }

    private @Nullable ConfiguredProperty findExactly(String name) {
        ConfiguredProperty found = all.get(MetadataKeys.uniform(name));
        if (found != null || sources.isEmpty()) {
            return found;
        }
        ConfigurationPropertyName wanted = ConfigurationPropertyName.adapt(name, '.');
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty property = source.getConfigurationProperty(wanted);
            if (property != null) {
                return reader.read(property);
            }
        }
        return null;
    }

    @Override
    public List<String> list(String name) {
        List<String> entries = new ArrayList<>();
        ConfiguredProperty whole = findExactly(name);
        if (whole != null) {
            for (String entry : whole.value().split(",", -1)) {
                if (!entry.isBlank()) {
                    entries.add(entry.strip());
                }
            }
            return entries;
        }
        for (ConfiguredProperty entry = findExactly(name + "[0]"); entry != null; ) {
            entries.add(entry.value().strip());
            entry = findExactly(name + "[" + entries.size() + "]");
        }
        return entries;
    }

    @Override
    public Collection<ConfiguredProperty> all() {
        return Collections.unmodifiableCollection(all.values());
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
