package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Manual;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/** What is copied from the manual has an effect, and does not make the environment check call it unknown. */
@Tag("any-boot")
class DocumentedPropertiesTests {

    private static final Pattern YAML = Pattern.compile("^ *```ya?ml\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(gatehouse(?:\\.[a-z0-9-]+(?:\\[\\d])?)+)(?:=[^`]*)?`");

    private static final String SAMPLE = "gatehouse.sample.";

    private final MetadataKeys keys = new MetadataKeys(DocumentedPropertiesTests.class.getClassLoader());

    static List<Path> pages() {
        return Manual.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areInEveryExample(Path page) {
        List<String> unknown = YAML.matcher(Manual.read(page))
                .results()
                .flatMap(block -> properties(block.group(1)))
                .filter(name -> name.startsWith("gatehouse.") && !keys.isKnown(name))
                .toList();
        assertThat(unknown).as("unknown in the examples of %s", page).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areThoseThatTheTextNames(Path page) {
        List<String> unknown = NAMED.matcher(Manual.read(page))
                .results()
                .map(DocumentedPropertiesTests::name)
                .filter(name -> !keys.isKnown(name) && !isAbove(name) && !isMeter(name) && !name.startsWith(SAMPLE))
                .toList();
        assertThat(unknown).as("unknown in the text of %s", page).isEmpty();
    }

    private static String name(MatchResult match) {
        return match.group(1);
    }

    /** The text also speaks of all below a name. */
    private boolean isAbove(String name) {
        return keys.names().stream().anyMatch(known -> known.startsWith(name + "."));
    }

    private static boolean isMeter(String name) {
        return Manual.read("docs/metrics.md")
                .lines()
                .anyMatch(line -> line.startsWith("|") && line.contains("`" + name + "`"));
    }

    private static Stream<String> properties(String yaml) {
        var loader = new YamlPropertiesFactoryBean();
        loader.setResources(new ByteArrayResource(yaml.stripIndent().getBytes(StandardCharsets.UTF_8)));
        Properties properties = Objects.requireNonNull(loader.getObject());
        return properties.stringPropertyNames().stream();
    }
}
