package dev.gatehouse.autoconfigure.testing;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.SecretGenerator;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Does what the findings of a report say, to the letter. */
public final class Remedies {

    private Remedies() {}

    public static Map<String, String> apply(Map<String, String> properties, Collection<Change> changes) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        for (Change change : changes) {
            String property = change.property();
            switch (change.kind()) {
                case SET -> {
                    remove(changed, property);
                    boolean secret = change.to().equals(Change.NEW_SECRET);
                    changed.put(property, secret ? SecretGenerator.generate() : change.to());
                }
                case REMOVE -> remove(changed, property);
                case APPEND -> changed.computeIfPresent(property, (name, value) -> value + change.to());
                case REPLACE ->
                    changed.replaceAll((name, value) -> name.equals(property) || name.startsWith(property + "[")
                            ? value.replace(change.from(), change.to())
                            : value);
                case RENAME -> {
                    String value = changed.remove(property);
                    if (value != null) {
                        changed.put(change.to(), value);
                    }
                }
            }
        }
        return changed;
    }

    private static void remove(Map<String, String> properties, String property) {
        properties.keySet().removeIf(name -> name.equals(property) || name.startsWith(property + "["));
    }
}
