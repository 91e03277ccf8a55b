package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Manual;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SuppressionCheckTests {

    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]{2,5}[0-9]{3}) ", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"WEB03", "WEB-003", "WEB020", "SEC000", "RL0001", "WEB", "forward-headers"})
    void tellsOfAnIdThatNoFindingHas(String id) {
        assertThat(findings(id)).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("CFG005");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.property()).isEqualTo("gatehouse.environment.suppress[1].id");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEB003", " web003 ", "SHOP001", "SHOP1"})
    void leavesOthersAlone(String id) {
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void knowsAllThatTheManualLists() {
        List<String> listed = ROW.matcher(Manual.read("docs/environment-check.md"))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(listed).hasSizeGreaterThan(60).allMatch(SuppressionCheck::canBeFound);
        assertThat(listed)
                .extracting(id -> id.substring(0, id.length() - 3) + "%03d".formatted(1 + count(listed, id)))
                .noneMatch(SuppressionCheck::canBeFound);
    }

    private static long count(List<String> listed, String like) {
        String letters = like.substring(0, like.length() - 3);
        return listed.stream()
                .filter(id -> id.startsWith(letters) && id.length() == like.length())
                .count();
    }

    private static List<Finding> findings(String id) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "gatehouse.environment.suppress[0].id",
                                "DB006",
                                "gatehouse.environment.suppress[1].id",
                                id)));
        return new SuppressionCheck()
                .check(new ConfiguredEnvironment(
                        environment, SuppressionCheckTests.class.getClassLoader(), LocalDate.now()));
    }
}
