package dev.gatehouse.autoconfigure.environment.check;

import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.is;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A logger that must not say too much, whether its level is its own, that of a group, or inherited from a parent. */
final class LogLevelCheck implements Check {

    /** Those that Spring Boot brings. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "web",
            List.of("org.springframework.web", "org.springframework.http"),
            "sql",
            List.of("org.hibernate.SQL", "org.springframework.jdbc.core"));

    private final String id;
    private final String logger;
    private final PropertyCheck.Value verbose;
    private final String problem;
    private final String right;

    LogLevelCheck(String id, String logger, List<String> verbose, String problem, String right) {
        this.id = id;
        this.logger = logger;
        this.verbose = is(verbose.toArray(String[]::new));
        this.problem = problem;
        this.right = right;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        ConfiguredProperty level = level(context);
        if (level == null || !verbose.isWrong(level.value().strip())) {
            return List.of();
        }
        return List.of(Finding.of(id, context.severity(Severity.WARNING), problem, Change.set(level.name(), right))
                .about(level.name(), level));
    }

    /** The level of the root is a matter of its own. */
    private @Nullable ConfiguredProperty level(CheckContext context) {
        String name = logger;
        while (true) {
            ConfiguredProperty level = set(context, name);
            if (level != null) {
                return level;
            }
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return null;
            }
            name = name.substring(0, dot);
        }
    }

    private static @Nullable ConfiguredProperty set(CheckContext context, String name) {
        ConfiguredProperty own = named(context, name);
        if (own != null) {
            return own;
        }
        for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
            ConfiguredProperty level = group.getValue().contains(name) ? named(context, group.getKey()) : null;
            if (level != null) {
                return level;
            }
        }
        return null;
    }

    private static @Nullable ConfiguredProperty named(CheckContext context, String name) {
        ConfiguredProperty plain = context.find("logging.level." + name);
        return plain != null ? plain : context.find("logging.level[" + name + "]");
    }
}
