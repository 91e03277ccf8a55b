package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.ConfiguredProperty;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.PlaceholderResolutionException;

/** Reads a property: its value behind placeholders, and where that stands. */
final class PropertyReader {

    /** Where a variable of the process, or a file that one names, is what a place begins with. */
    static final String VARIABLE = "environment variable ";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:${}]+)(?::(.*))?}");

    private final ConfigurableEnvironment environment;

    PropertyReader(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    ConfiguredProperty read(ConfigurationProperty property) {
        String name = property.getName().toString();
        String self = MetadataKeys.uniform(name);
        String raw = String.valueOf(property.getValue());
        Place place = Place.of(property.getOrigin());
        if (!raw.contains("${")) {
            return new ConfiguredProperty(
                    name, raw, place.text(), place.packaged(), place.file(), self, null, place.variable());
        }
        String value;
        String missing = null;
        try {
            value = environment.resolveRequiredPlaceholders(raw);
        } catch (PlaceholderResolutionException e) {
            // Missing, or it refers to itself. The variables of others may say anything: no reason to stop at it here.
            value = raw;
            missing = e.getPlaceholder();
        }
        Matcher reference = REFERENCE.matcher(raw.strip());
        if (!reference.matches()) {
            return new ConfiguredProperty(name, value, place.text(), false, null, self, missing, place.variable());
        }
        String target = reference.group(1);
        Place referred = find(target);
        if (referred == null) {
            // Either nothing resolves it, or its default stands right here.
            return new ConfiguredProperty(
                    name, value, place.text(), place.packaged(), null, self, missing, place.variable());
        }
        return new ConfiguredProperty(
                name,
                value,
                referred.text() + ", named in " + place.text(),
                referred.packaged(),
                referred.file(),
                MetadataKeys.uniform(target),
                missing,
                place.variable());
    }

    /** Whether a value is nothing but a placeholder. */
    static boolean isReference(String raw) {
        return REFERENCE.matcher(raw.strip()).matches();
    }

    private @Nullable Place find(String name) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
                    && source.containsProperty(name)) {
                return Place.of(PropertySourceOrigin.get(source, name));
            }
        }
        return null;
    }

    /** Where a value stands. */
    private record Place(
            String text, boolean packaged, @Nullable Path file, boolean variable) {

        Place {
            text = ShownOrigin.of(text);
        }

        Place(String text, boolean packaged, @Nullable Path file) {
            this(text, packaged, file, false);
        }

        static Place of(@Nullable Origin origin) {
            if (origin == null) {
                return new Place("an unknown place", false, null);
            }
            if (!(origin instanceof PropertySourceOrigin of)) {
                return new Place(origin.toString(), isPackaged(origin), null);
            }
            PropertySource<?> source = of.getPropertySource();
            Origin inner = of.getOrigin();
            if (source instanceof SecretFilePropertySource && inner instanceof TextResourceOrigin text) {
                return new Place(VARIABLE + of.getPropertyName() + "_FILE, " + text, false, file(text));
            }
            if (inner instanceof TextResourceOrigin text) {
                return new Place(
                        text.toString(),
                        isPackaged(text),
                        source instanceof ConfigTreePropertySource ? file(text) : null);
            }
            String name = source.getName();
            return switch (name) {
                case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
                    new Place(VARIABLE + of.getPropertyName(), false, null, true);
                case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
                    new Place("system property " + of.getPropertyName(), false, null);
                case "commandLineArgs" -> new Place("command line, --" + of.getPropertyName(), false, null);
                default -> new Place("property source '" + name + "'", false, null);
            };
        }

        private static boolean isPackaged(Origin origin) {
            return origin instanceof TextResourceOrigin text && resource(text) instanceof ClassPathResource;
        }

        private static @Nullable Path file(TextResourceOrigin origin) {
            return resource(origin) instanceof FileSystemResource file ? Path.of(file.getPath()) : null;
        }

        private static @Nullable Resource resource(TextResourceOrigin origin) {
            Resource resource = origin.getResource();
            return resource instanceof OriginTrackedResource tracked ? tracked.getResource() : resource;
        }
    }
}
