package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.autoconfigure.environment.secretfile.SecretFiles;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

/** Spring's environment as checks see it. Reads the names of all properties once. */
final class ConfiguredEnvironment implements CheckContext {

    private final Map<Integer, ConfigurationPropertySource> unlisted = new TreeMap<>();
    private final Map<String, Integer> suppliers = new HashMap<>();
    private final PropertyReader reader;
    private final ServiceLinks links;
    private final Set<ConfigurationPropertyName> variablesOfFiles;
    private final ClassLoader classes;
    private final LocalDate today;
    private final boolean production;
    private final Map<String, ConfiguredProperty> all = new LinkedHashMap<>();

    /** Looks a name up where one property was found, so that the entries of a list come from one source. */
    private interface Supplier {
        @Nullable
        ConfiguredProperty find(String name);
    }

    ConfiguredEnvironment(ConfigurableEnvironment environment, ClassLoader classes, LocalDate today) {
        this.classes = classes;
        this.today = today;
        this.production = Production.isActive(environment);
        this.reader = new PropertyReader(environment);
        this.links = new ServiceLinks(environment);
        this.variablesOfFiles = variablesOfFiles(environment);
        int rank = 0;
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                read(iterable, rank);
            } else {
                unlisted.put(rank, source);
            }
            rank++;
        }
    }

    /** Variables whose files are read already: they are no properties, but the place of one. */
    private static Set<ConfigurationPropertyName> variablesOfFiles(ConfigurableEnvironment environment) {
        Set<ConfigurationPropertyName> variables = new HashSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (SecretFiles.isSource(source.getUnderlyingSource())
                    && source instanceof IterableConfigurationPropertySource secrets) {
                secrets.forEach(secret -> variables.add(secret.append("file")));
            }
        }
        return variables;
    }

    private boolean isVariableOfFile(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        return variablesOfFiles.contains(name)
                && source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    }

    /** The first source that has a name wins, as it does for Spring Boot; that of a list supplies all of it. */
    private void read(IterableConfigurationPropertySource source, int rank) {
        for (ConfigurationPropertyName name : source) {
            if (supplies(name.toString()) && !isVariableOfFile(source, name)) {
                suppliers.putIfAbsent(listOf(name.toString()), rank);
            }
        }
        for (ConfigurationPropertyName name : source) {
            String text = name.toString();
            if (isOfTheJvm(text) || isVariableOfFile(source, name)) {
                continue;
            }
            if (suppliers.getOrDefault(listOf(text), rank) == rank) {
                ConfigurationProperty property = source.getConfigurationProperty(name);
                if (property != null && !links.contain(property)) {
                    all.putIfAbsent(MetadataKeys.uniform(text), reader.read(property));
                }
            } else {
                all.computeIfPresent(
                        MetadataKeys.uniform(text), (same, higher) -> higher.foreign() ? higher.named() : higher);
            }
        }
    }

    /** Without a first entry it is no list: a variable may end in a number for its own reasons. */
    private static boolean supplies(String name) {
        int index = index(name);
        return index < 0 || name.startsWith("[0]", index);
    }

    /** The outermost list that a name belongs to, or the name itself: entries of two sources are never mixed. */
    private static String listOf(String name) {
        int index = index(name);
        return MetadataKeys.uniform(index < 0 ? name : name.substring(0, index));
    }

    private static int index(String name) {
        int at = name.indexOf('[');
        while (at >= 0 && !isIndex(name, at + 1)) {
            at = name.indexOf('[', at + 1);
        }
        return at;
    }

    /** What else stands in brackets is a key of a map, and maps are merged. */
    private static boolean isIndex(String name, int at) {
        int end = at;
        while (end < name.length() && Character.isDigit(name.charAt(end))) {
            end++;
        }
        return end > at && end < name.length() && name.charAt(end) == ']';
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
        return first(supplier(name), name);
    }

    private static @Nullable ConfiguredProperty first(Supplier supplier, String name) {
        ConfiguredProperty whole = supplier.find(name);
        return whole != null ? whole : supplier.find(name + "[0]");
    }

    private Supplier supplier(String name) {
        int rank = suppliers.getOrDefault(listOf(name), Integer.MAX_VALUE);
        for (Map.Entry<Integer, ConfigurationPropertySource> source : unlisted.entrySet()) {
            Supplier supplier = wanted -> read(source.getValue(), wanted);
            if (source.getKey() < rank && first(supplier, name) != null) {
                return supplier;
            }
        }
        return wanted -> all.get(MetadataKeys.uniform(wanted));
    }

    private @Nullable ConfiguredProperty read(ConfigurationPropertySource source, String name) {
        ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.adapt(name, '.'));
        return property == null ? null : reader.read(property);
    }

    @Override
    public List<String> list(String name) {
        List<String> entries = new ArrayList<>();
        Supplier supplier = supplier(name);
        ConfiguredProperty whole = supplier.find(name);
        if (whole != null) {
            for (String entry : whole.value().split(",", -1)) {
                if (!entry.isBlank()) {
                    entries.add(entry.strip());
                }
            }
            return entries;
        }
        for (ConfiguredProperty entry = supplier.find(name + "[0]"); entry != null; ) {
            entries.add(entry.value().strip());
            entry = supplier.find(name + "[" + entries.size() + "]");
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
}
