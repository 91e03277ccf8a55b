package dev.gatehouse.sample;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds that every requirement of ASVS 5.0, chapters 6 to 9, is either shown by a test that bears its number, written down
 * in docs/security.md, or out of scope for a reason that stands here; and that such a test runs on H2 and on PostgreSQL.
 */
class AsvsCoverageTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "security.md");
    private static final Pattern NUMBERED = Pattern.compile("void v(\\d+)_(\\d+)_(\\d+)_");

    /** Every requirement of the chapters, in the order of the standard: how many there are in each section. */
    private static final List<String> SECTIONS = List.of(
            "6.1 3", "6.2 12", "6.3 8", "6.4 6", "6.5 8", "6.6 4", "6.7 2", "6.8 4", "7.1 3", "7.2 4", "7.3 2", "7.4 5",
            "7.5 3", "7.6 2", "8.1 4", "8.2 4", "8.3 3", "8.4 2", "9.1 3", "9.2 4");

    /** What the standard asks to be written down. */
    private static final Set<String> DOCUMENTED = ids("6.1.1 6.1.2 6.1.3 7.1.1 7.1.2 8.1.1 8.1.2 8.1.3 8.1.4");

    private static final Set<String> NO_BIOMETRICS = ids("6.5.7");
    private static final Set<String> NO_TELEPHONE_AND_NO_PUSH = ids("6.6.1 6.6.4");
    private static final Set<String> NO_HARDWARE_KEYS = ids("6.7.1 6.7.2");
    private static final Set<String> NO_FEDERATION = ids("6.8.1 6.8.3 6.8.4 7.1.3 7.6.1 7.6.2");
    private static final Set<String> ONE_TENANT = ids("8.4.1");

    /** What keys do alone: that they end, and from where they work. */
    private static final Set<String> NO_API_KEYS = OfApiKeys.Package.isThere() ? Set.of() : ids("6.4.5 8.2.4");

    /** What a description says; a start, and a lock behind limits in memory, that others show on the other database. */
    private static final Set<String> ON_ONE_DATABASE =
            Set.of("AsvsDescriptionTests", "AsvsFirstStartTests", "LogInLimitTests");

    @Test
    void everyRequirementIsTestedWrittenDownOrOutOfScope() throws IOException {
        Set<String> open = all();
        open.removeAll(DOCUMENTED);
        for (Set<String> reason : List.of(
                NO_BIOMETRICS, NO_TELEPHONE_AND_NO_PUSH, NO_HARDWARE_KEYS, NO_FEDERATION, ONE_TENANT, NO_API_KEYS)) {
            assertThat(open).containsAll(reason);
            open.removeAll(reason);
        }
        Set<String> tested = tested();
        assertThat(all()).as("numbers in the names of tests").containsAll(tested);
        open.removeAll(tested);
        assertThat(open).as("neither tested nor explained").isEmpty();
    }

    @Test
    void whatHasToBeWrittenDownIsThere() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (String id : DOCUMENTED) {
            assertThat(document).as(id).containsPattern("\\[([0-9., ]*, )?" + Pattern.quote(id) + "[\\],]");
        }
    }

    @Test
    void everyRequirementIsTestedOnEachDatabase() throws IOException {
        List<String> sources = sources();
        List<String> numbered = sources.stream()
                .filter(source -> NUMBERED.matcher(source).find())
                .map(AsvsCoverageTests::className)
                .filter(name -> !ON_ONE_DATABASE.contains(name))
                .toList();
        assertThat(numbered).hasSizeGreaterThan(5);
        assertThat(numbered).isSubsetOf(onPostgres(sources));
    }

    private static Set<String> onPostgres(List<String> sources) {
        Pattern parent = Pattern.compile("\nclass \\w+ extends (\\w+) ");
        return sources.stream()
                .filter(source -> source.contains("@Import(PostgresServer.class)"))
                .flatMap(source -> parent.matcher(source).results())
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static String className(String source) {
        Matcher name = Pattern.compile("\n(?:abstract )?class (\\w+) ").matcher(source);
        assertThat(name.find()).as(source).isTrue();
        return name.group(1);
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (String section : SECTIONS) {
            String[] parts = section.split(" ");
            for (int i = 1; i <= Integer.parseInt(parts[1]); i++) {
                all.add(parts[0] + "." + i);
            }
        }
        return all;
    }

    private static Set<String> tested() throws IOException {
        Set<String> tested = new TreeSet<>();
        for (String source : sources()) {
            Matcher names = NUMBERED.matcher(source);
            while (names.find()) {
                tested.add(names.group(1) + "." + names.group(2) + "." + names.group(3));
            }
        }
        return tested;
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources;
    }

    private static Set<String> ids(String text) {
        return Arrays.stream(text.split(" ")).collect(toCollection(TreeSet::new));
    }
}
