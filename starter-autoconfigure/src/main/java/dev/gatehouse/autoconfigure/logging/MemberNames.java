package dev.gatehouse.autoconfigure.logging;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The names that a service adds to its JSON lines by property. */
final class MemberNames {

    private static final Bindable<Map<String, String>> MAP = Bindable.mapOf(String.class, String.class);

    private MemberNames() {}

    static Set<String> configured(Environment environment) {
        Set<String> names = new HashSet<>();
        Binder binder = Binder.get(environment);
        binder.bind("logging.structured.json.add", MAP)
                .ifBound(added -> added.keySet().forEach(name -> addWithRoot(names, name)));
        binder.bind("logging.structured.json.rename", MAP)
                .ifBound(renamed -> renamed.values().forEach(name -> addWithRoot(names, name)));
        return Set.copyOf(names);
    }

    /** In ECS a name with dots becomes an object under its first part. */
    private static void addWithRoot(Set<String> names, String name) {
        names.add(name);
        int dot = name.indexOf('.');
        if (dot > 0) {
            names.add(name.substring(0, dot));
        }
    }
}
