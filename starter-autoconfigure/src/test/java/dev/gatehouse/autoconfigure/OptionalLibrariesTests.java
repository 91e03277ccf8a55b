package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Manual;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Spring Boot manages few of the optional libraries, so users take the versions from the manual. */
class OptionalLibrariesTests {

    private static final Pattern ROW =
            Pattern.compile("^\\|[^|]*\\| `([\\w.]+:[\\w.-]+)`[^|]*\\| ([\\d.]+) \\|$", Pattern.MULTILINE);
    private static final Pattern MANAGED = Pattern.compile(
            "<groupId>([\\w.]+)</groupId>\\s*<artifactId>([\\w.-]+)</artifactId>\\s*<version>\\$\\{([\\w.-]+)}</version>");

    @Test
    void areListedInTheVersionsOfTheBuild() {
        String pom = Manual.read("pom.xml");
        Map<String, String> versions = MANAGED.matcher(pom)
                .results()
                .collect(Collectors.toMap(
                        library -> library.group(1) + ":" + library.group(2),
                        library -> property(pom, library.group(3)),
                        (one, other) -> one));
        List<MatchResult> rows =
                ROW.matcher(Manual.read("docs/optional-libraries.md")).results().toList();
        assertThat(rows)
                .hasSizeGreaterThan(6)
                .allSatisfy(row -> assertThat(versions).containsEntry(row.group(1), row.group(2)));
    }

    private static String property(String pom, String name) {
        String tag = "<" + name + ">";
        int start = pom.indexOf(tag) + tag.length();
        return pom.substring(start, pom.indexOf('<', start));
    }
}
