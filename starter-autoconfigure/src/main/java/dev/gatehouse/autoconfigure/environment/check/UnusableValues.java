package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.SecretPropertyException;
import dev.gatehouse.autoconfigure.UnreadableValue;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.NestedExceptionUtils;

/**
 * Collects all values that cannot be used, where the binder stops at the first: one that cannot be read counts as not set,
 * and so does one that a record refuses, which is then asked again.
 */
final class UnusableValues implements BindHandler {

    private static final String ID = "CFG006";
    private static final String AS_IT_SAYS = " as the reason says, or remove it to use the default.";

    private final CheckContext context;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Set<ConfigurationPropertyName> refused = new HashSet<>();
    private final Set<ConfigurationPropertyName> lists = new HashSet<>();
    private final Map<ConfigurationPropertyName, Bindable<?>> entries = new HashMap<>();
    private final Deque<Entry> unread = new ArrayDeque<>();

    UnusableValues(CheckContext context) {
        this.context = context;
    }

    /** An entry of a list. The binder takes one that is not there for the end of the list. */
    private record Entry(ConfigurationPropertyName name, Bindable<?> target) {

        Entry next() {
            int index = Integer.parseInt(name.getLastElement(Form.UNIFORM));
            return new Entry(name.getParent().append("[" + (index + 1) + "]"), target);
        }
    }

    Collection<Finding> findings() {
        return findings.values();
    }

    void collect(Binder binder, String prefix, Bindable<?> record) {
        int known;
        do {
            known = refused.size();
            binder.bind(prefix, record, this);
        } while (refused.size() > known);
        while (!unread.isEmpty()) {
            Entry next = unread.remove().next();
            if (binder.bind(next.name(), next.target(), this).isBound()) {
                unread.add(next);
            }
        }
    }

    @Override
    public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        if (isList(target)) {
            lists.add(name);
        }
        if (name.isLastElementIndexed() && lists.contains(name.getParent())) {
            entries.put(name, target);
        }
        return refused.contains(name) ? null : target;
    }

    /** The key of a map may stand in brackets as well. */
    private static boolean isList(Bindable<?> target) {
        Class<?> type = target.getType().resolve(Object.class);
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(error);
        ConfigurationProperty property = context.getConfigurationProperty();
        if (root instanceof InvalidConfigurationPropertyValueException invalid) {
            refuse(invalid.getName(), invalid.getValue(), invalid.getReason());
        } else if (root instanceof SecretPropertyException secret) {
            refuse(secret.property(), null, secret.reason());
        } else if (property != null && property.getName().equals(name)) {
            unreadable(name.toString(), property, UnreadableValue.of(target.getType(), root));
            goOnBehind(name);
        } else if (findings.keySet().stream().noneMatch(below -> below.startsWith(name.toString()))) {
            add(name.toString(), "It cannot be used. " + root.getMessage(), "Change it" + AS_IT_SAYS);
        }
        return null;
    }

    /** An entry, or what is left of it, may be none. */
    private void goOnBehind(ConfigurationPropertyName name) {
        for (ConfigurationPropertyName at = name; !at.isEmpty(); at = at.getParent()) {
            Bindable<?> entry = entries.get(at);
            if (entry != null) {
                unread.add(new Entry(at, entry));
            }
        }
    }

    private void unreadable(String name, ConfigurationProperty property, UnreadableValue why) {
        String reason = isSecret(name) || why.reason() == null ? "It cannot be read." : why.reason();
        add(name, shown(name, property.getValue()) + reason, "Change " + name + why.form());
    }

    /** Compared with a value that is not the one which was meant, it may well be right. */
    private void refuse(String name, @Nullable Object value, @Nullable String reason) {
        String because = reason == null ? "It cannot be used." : reason;
        if (findings.containsKey(name) || findings.keySet().stream().noneMatch(because::contains)) {
            add(name, shown(name, value) + because, "Change " + name + AS_IT_SAYS);
        }
        ConfigurationPropertyName refusedName = ConfigurationPropertyName.ofIfValid(name);
        if (refusedName != null) {
            refused.add(refusedName);
        }
    }

    private void add(String name, String problem, String advice) {
        ConfiguredProperty found = context.find(name);
        if (found != null && found.unresolved() != null) {
            // Has a finding of its own, and the text is none that was meant.
            return;
        }
        findings.putIfAbsent(
                name, new Finding(ID, Severity.ERROR, null, null, problem, advice, List.of()).about(name, found));
    }

    /** As it was written, unless it may be a secret. */
    private String shown(String name, @Nullable Object value) {
        ConfiguredProperty found = context.find(name);
        if (value == null || isSecret(name)) {
            return "";
        }
        return "\"" + ShownOrigin.of(found == null ? value.toString() : found.value()) + "\": ";
    }

    private static boolean isSecret(String name) {
        String uniform = MetadataKeys.uniform(name);
        return SecretKind.of(name) != null || uniform.contains("secret") || uniform.contains("privatekey");
    }
}
