package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.core.env.Environment;

/**
 * Writes the logging context and the key-value pairs of an event into a JSON line, in place of Spring Boot. There, a key
 * that equals another member of the line, or another key, makes an exception and the whole line is lost: who can choose
 * a key can hide what happened.
 */
final class ContextMembers {

    private static final Set<String> FORMATS = Set.of("ecs", "logstash");
    private static final Set<String> ECS =
            Set.of("@timestamp", "log", "process", "service", "message", "error", "tags", "ecs");
    private static final Set<String> LOGSTASH = Set.of(
            "@timestamp",
            "@version",
            "message",
            "logger_name",
            "thread_name",
            "level",
            "level_value",
            "tags",
            "stack_trace");

    private final String prefix;
    private final Set<String> ownNames;

    /** Which of the two formats this writes into; known as soon as the level has been written, which comes first. */
    private volatile boolean ecs;

    private ContextMembers(String prefix, Set<String> ownNames) {
        this.prefix = prefix;
        this.ownNames = ownNames;
    }

    /** Tells whether all JSON is in a format that is known here, and the service leaves it to us. */
    static boolean areWanted(Environment environment) {
        if (environment.getProperty(LoggingDefaults.INCLUDE_CONTEXT) != null
                || !LoggingSettings.isContextCollisionSafe(environment)) {
            return false;
        }
        return isKnown(environment.getProperty("logging.structured.format.console"))
                && isKnown(environment.getProperty("logging.structured.format.file"));
    }

    private static boolean isKnown(@Nullable String format) {
        return format == null || format.isEmpty() || FORMATS.contains(format);
    }

    static void addTo(Members<Object> members, Environment environment) {
        String prefix = environment.getProperty("logging.structured.json.context.prefix", "");
        ContextMembers context = new ContextMembers(prefix, MemberNames.configured(environment));
        members.applyingNameProcessor((path, name) -> {
            if (!context.ecs && isEcsLevel(path)) {
                context.ecs = true;
            }
            return name;
        });
        members.add().usingPairs((event, pairs) -> context.of(event).forEach(pairs::accept));
    }

    private static boolean isEcsLevel(MemberPath path) {
        return "level".equals(path.name())
                && path.parent() != null
                && "log".equals(path.parent().name());
    }

    private Map<String, Object> of(Object event) {
        ContextTree tree = ecs
                ? ContextTree.nested(prefix, name -> ECS.contains(name) || ownNames.contains(name))
                : ContextTree.flat(prefix, name -> LOGSTASH.contains(name) || ownNames.contains(name));
        if (event instanceof ILoggingEvent logged) {
            logged.getMDCPropertyMap().forEach(tree::add);
            if (logged.getKeyValuePairs() != null) {
                logged.getKeyValuePairs().forEach(pair -> tree.add(pair.key, pair.value));
            }
        }
        return tree.members();
    }
}
