package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import java.util.HashSet;
import java.util.Set;

/**
 * Where the service has properties: what stands beside one is the service's, too, and so is another entry of a map. Names are
 * compared in their uniform form, since an environment variable tells no separators apart.
 */
final class RelatedNames {

    /** No uniform name has it. */
    private static final char ANY_KEY = '*';

    private final Set<String> groups = new HashSet<>();
    private final Set<String> entries = new HashSet<>();

    private RelatedNames() {}

    static RelatedNames in(CheckContext context) {
        RelatedNames related = new RelatedNames();
        for (ConfiguredProperty property : context.all()) {
            if (!property.foreign() && !property.origin().startsWith(PropertyReader.SYSTEM_PROPERTY)) {
                related.add(property.name());
            }
        }
        return related;
    }

    boolean contain(ConfiguredProperty property) {
        String name = property.name();
        int last = name.lastIndexOf('.');
        return last > 0
                && (groups.contains(MetadataKeys.uniform(name.substring(0, last))) || entries.contains(entry(name)));
    }

    private void add(String name) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            groups.add(MetadataKeys.uniform(name.substring(0, dot)));
        }
        entries.add(entry(name));
    }

    /** The name with any key in the place of the last but one; a name of two parts has none. */
    private static String entry(String name) {
        int last = name.lastIndexOf('.');
        int key = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        return key < 0
                ? name
                : MetadataKeys.uniform(name.substring(0, key)) + ANY_KEY + MetadataKeys.uniform(name.substring(last));
    }
}
