package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.core.env.Environment;

/**
 * Writes the logging context and the key-value pairs of an event into a JSON line, in place of Spring Boot. There, a key
 * that equals another member of the line, or another key, makes an exception and the whole line is lost, as does an empty
 * key in a map: who can choose a key can hide what happened.
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
    private static final Set<String> GELF = Set.of(
            "version",
            "short_message",
            "timestamp",
            "host",
            "full_message",
            "_id",
            "_level_name",
            "_process_pid",
            "_process_thread_name",
            "_service_version",
            "_log_logger",
            "_error_type",
            "_error_stack_trace",
            "_error_message");
    private static final Pattern NO_GELF = Pattern.compile("[^\\w.-]");
    private static final Set<String> BOTH =
            Stream.concat(ECS.stream(), LOGSTASH.stream()).collect(Collectors.toUnmodifiableSet());

    private final String prefix;
    private final Set<String> ownNames;
    private final UnaryOperator<String> nameMask;

    /** The names of the format this writes into; those of two as long as no other member has told which it is. */
    private volatile Set<String> taken = BOTH;

    private ContextMembers(String prefix, Set<String> ownNames, UnaryOperator<String> nameMask) {
        this.prefix = prefix;
        this.ownNames = ownNames;
        this.nameMask = nameMask;
    }

    /**
     * Tells whether no property asks for a format of which Spring Boot has to write the context, and the service leaves it to
     * us.
     */
    static boolean areWanted(Environment environment) {
        if (environment.getProperty(LoggingDefaults.INCLUDE_CONTEXT) != null
                || !LoggingSettings.isContextCollisionSafe(environment)) {
            return false;
        }
        return isKnown(environment.getProperty("logging.structured.format.console"))
                && isKnown(environment.getProperty("logging.structured.format.file"));
    }

    /** Spring Boot does not look at the case of a format either. */
    private static boolean isKnown(@Nullable String format) {
        return format == null || format.isEmpty() || FORMATS.contains(format.toLowerCase(Locale.ROOT));
    }

    /**
     * Adds them to those of a line.
     *
     * @param nameMask takes secrets out of keys, which has to happen before keys are compared
     */
    static void addTo(Members<Object> members, Environment environment, UnaryOperator<String> nameMask) {
        String prefix = environment.getProperty("logging.structured.json.context.prefix", "");
        ContextMembers context = new ContextMembers(prefix, MemberNames.configured(environment), nameMask);
        members.applyingNameProcessor((path, name) -> {
            context.learnFrom(path);
            return name;
        });
        members.add().usingPairs((event, pairs) -> context.of(event).forEach(pairs::accept));
    }

    /** A service may leave any member out, so that no single one decides. All of them come before the context. */
    @SuppressWarnings("ReferenceEquality")
    private void learnFrom(MemberPath path) {
        if (taken != BOTH) {
            return;
        }
        MemberPath first = path;
        while (first.parent() != null && first.parent().parent() != null) {
            first = first.parent();
        }
        String name = first.name();
        if (name != null && GELF.contains(name)) {
            taken = GELF;
        } else if (name != null && ECS.contains(name) != LOGSTASH.contains(name)) {
            taken = ECS.contains(name) ? ECS : LOGSTASH;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private Map<String, Object> of(Object event) {
        Set<String> names = taken;
        Predicate<String> reserved = name -> names.contains(name) || ownNames.contains(name);
        if (names == GELF) {
            ContextTree tree = ContextTree.flat("", reserved);
            forEach(event, (key, value) -> tree.add(graylogName(key), value));
            return tree.members();
        }
        ContextTree tree = names == ECS ? ContextTree.nested(prefix, reserved) : ContextTree.flat(prefix, reserved);
        forEach(event, tree::add);
        return tree.members();
    }

    private void forEach(Object event, BiConsumer<@Nullable String, @Nullable Object> pairs) {
        if (event instanceof ILoggingEvent logged) {
            logged.getMDCPropertyMap().forEach((key, value) -> pairs.accept(masked(key), value));
            if (logged.getKeyValuePairs() != null) {
                logged.getKeyValuePairs()
                        .forEach(pair -> pairs.accept(masked(pair.key), LoggedValue.of(pair.value, nameMask)));
            }
        }
    }

    private @Nullable String masked(@Nullable String key) {
        return key == null ? null : nameMask.apply(key);
    }

    /** GELF knows a field of the application by its underscore. */
    private @Nullable String graylogName(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            return null;
        }
        String name = NO_GELF.matcher(prefix + key).replaceAll("_");
        return name.startsWith("_") ? name : "_" + name;
    }
}
