package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CFG005: a suppression of what no check finds, most likely misspelt. Ids of checks of the application have other letters. */
final class SuppressionCheck implements Check {

    private static final String SUPPRESS = "gatehouse.environment.suppress";
    private static final Pattern ID = Pattern.compile("([A-Z]{2,10})([0-9]{1,4})");

    /** The highest number of each kind. */
    private static final Map<String, Integer> OURS = Map.ofEntries(
            Map.entry("SEC", 11),
            Map.entry("WEB", 19),
            Map.entry("RL", 4),
            Map.entry("LOG", 2),
            Map.entry("ACT", 5),
            Map.entry("DB", 8),
            Map.entry("RED", 2),
            Map.entry("AUTH", 9),
            Map.entry("DEV", 4),
            Map.entry("CFG", 6),
            Map.entry("OPS", 3),
            Map.entry("JDK", 1));

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        int index = 0;
        for (ConfiguredProperty id = id(context, index); id != null; id = id(context, ++index)) {
            if (!canBeFound(id.value())) {
                findings.add(new Finding(
                        "CFG005",
                        Severity.WARNING,
                        id.name(),
                        id.origin(),
                        "No finding has this id: the suppression has no effect.",
                        "Write the id as the report shows it, e.g. WEB003, or remove the suppression.",
                        List.of()));
            }
        }
        return findings;
    }

    private static @Nullable ConfiguredProperty id(CheckContext context, int index) {
        return context.find(SUPPRESS + "[" + index + "].id");
    }

    static boolean canBeFound(String text) {
        Matcher id = ID.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!id.matches()) {
            return false;
        }
        Integer last = OURS.get(id.group(1));
        int number = Integer.parseInt(id.group(2));
        return last == null || id.group(2).length() == 3 && number >= 1 && number <= last;
    }
}
