package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.environment.secretfile.SecretFiles;
import dev.gatehouse.environment.ConfiguredProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.PlaceholderResolutionException;

/** Reads a property: its value behind placeholders, and where that stands. */
final class PropertyReader {

    /** Where a variable of the process, or a file that one names, is what a place begins with. */
    static final String VARIABLE = "environment variable ";

    /** What a place begins with that the command line of the JVM, or the JVM itself, names. */
    static final String SYSTEM_PROPERTY = "system property ";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:${}]+)(?::(.*))?}");

    /** A reference may lead to itself. */
    private static final int MAX_STEPS = 10;

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
        if (!isReference(raw)) {
            return new ConfiguredProperty(name, value, place.text(), false, null, self, missing, place.variable());
        }
        Target target = follow(raw);
        if (target == null) {
            // Either nothing resolves it, or its default stands right here.
            return new ConfiguredProperty(
                    name, value, place.text(), place.packaged(), place.file(), self, missing, place.variable());
        }
        return new ConfiguredProperty(
                name,
                value,
                target.place().text() + ", named in " + place.text(),
                target.place().packaged(),
                target.place().file(),
                MetadataKeys.uniform(target.name()),
                missing,
                place.variable());
    }

    /** What a reference ends at, over others and over defaults that are references; null if it ends right where it is. */
    private @Nullable Target follow(String raw) {
        Target last = null;
        String current = raw;
        for (int step = 0; step < MAX_STEPS; step++) {
            Matcher reference = REFERENCE.matcher(current.strip());
            if (!reference.matches()) {
                return last;
            }
            Target found = find(reference.group(1));
            String next = found == null ? reference.group(2) : found.raw();
            if (next == null) {
                return last;
            }
            current = next;
            last = found == null ? last : found;
        }
        return last;
    }

    /** Whether a value is nothing but a placeholder. */
    static boolean isReference(String raw) {
        return REFERENCE.matcher(raw.strip()).matches();
    }

    private @Nullable Target find(String name) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
                    && source.containsProperty(name)) {
                return new Target(
                        name,
                        String.valueOf(source.getProperty(name)),
                        Place.of(PropertySourceOrigin.get(source, name)));
            }
        }
        return null;
    }

    /** A property that a placeholder names. */
    private record Target(String name, String raw, Place place) {}

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
            if (SecretFiles.isSource(source) && inner instanceof TextResourceOrigin text) {
                return new Place(VARIABLE + of.getPropertyName() + "_FILE, " + text, false, file(text));
            }
            if (inner instanceof TextResourceOrigin text) {
                return new Place(text.toString(), isPackaged(text), file(text));
            }
            String name = source.getName();
            return switch (name) {
                case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
                    new Place(VARIABLE + of.getPropertyName(), false, null, true);
                case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
                    new Place(SYSTEM_PROPERTY + of.getPropertyName(), false, null);
                case "commandLineArgs" -> new Place("command line, --" + of.getPropertyName(), false, null);
                default -> new Place("property source '" + name + "'", false, null);
            };
        }

        private static boolean isPackaged(Origin origin) {
            return origin instanceof TextResourceOrigin text && resource(text) instanceof ClassPathResource;
        }

        private static @Nullable Path file(TextResourceOrigin origin) {
            Resource resource = resource(origin);
            try {
                return resource == null || isPackaged(origin) || !resource.isFile()
                        ? null
                        : resource.getFile().toPath();
            } catch (IOException e) {
                // Nowhere that has permissions.
                return null;
            }
        }

        private static @Nullable Resource resource(TextResourceOrigin origin) {
            Resource resource = origin.getResource();
            return resource instanceof OriginTrackedResource tracked ? tracked.getResource() : resource;
        }
    }
}
