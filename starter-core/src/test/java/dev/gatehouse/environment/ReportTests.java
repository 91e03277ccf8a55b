package dev.gatehouse.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private static final Finding WEAK = Finding.of(
                    "WEB003",
                    Severity.WARNING,
                    "Nobody speaks TLS.",
                    Change.set("server.forward-headers-strategy", "native"))
            .about("server.forward-headers-strategy", null);

    private static final Finding BAD = Finding.of(
                    "DB006",
                    Severity.ERROR,
                    "Flyway may drop all tables.",
                    Change.set("spring.flyway.clean-disabled", "true"))
            .about(
                    "spring.flyway.clean-disabled",
                    new ConfiguredProperty(
                            "spring.flyway.clean-disabled",
                            "false",
                            "application.yml - 3:9",
                            true,
                            null,
                            "x",
                            null,
                            false));

    private static Report report(List<Finding> found, Suppression... suppressions) {
        return Report.of(true, found, List.of(suppressions), TODAY);
    }

    @Test
    void showsTheWorstFirstWithOriginAndRemedy() {
        assertThat(report(List.of(WEAK, BAD)).toText()).isEqualTo("""
                Environment check (production): 1 error, 1 warning.

                  ERROR    DB006  spring.flyway.clean-disabled
                           from    application.yml - 3:9
                           wrong   Flyway may drop all tables.
                           fix     Set spring.flyway.clean-disabled to true.

                  WARNING  WEB003  server.forward-headers-strategy
                           wrong   Nobody speaks TLS.
                           fix     Set server.forward-headers-strategy to native.""");
    }

    @Test
    void writesJsonForPrograms() {
        assertThat(report(List.of(BAD)).toJson())
                .startsWith(
                        "{\"production\":true,\"errors\":1,\"warnings\":0,\"notes\":0,\"findings\":[{\"id\":\"DB006\",")
                .contains("\"severity\":\"error\"", "\"origin\":\"application.yml - 3:9\"")
                .contains("\"changes\":[{\"kind\":\"set\",\"property\":\"spring.flyway.clean-disabled\"")
                .endsWith("],\"suppressed\":[],\"expired_suppressions\":[]}");
    }

    @Test
    void suppressesByIdAndShowsTheReason() {
        Report report = report(List.of(WEAK, BAD), new Suppression("DB006", "Sandbox of the trainees", null));
        assertThat(report.findings()).containsExactly(WEAK);
        assertThat(report.hasAtLeast(Severity.ERROR)).isFalse();
        assertThat(report.toText()).contains("Suppressed:\n  DB006", "reason  Sandbox of the trainees");
        assertThat(report.toJson()).contains("\"reason\":\"Sandbox of the trainees\"");
    }

    @Test
    void suppressesOnTheLastDay() {
        Report report = report(List.of(BAD), new Suppression("DB006", "Until the move", TODAY));
        assertThat(report.findings()).isEmpty();
        assertThat(report.toText()).contains("Until the move (until 2026-11-21)");
    }

    @Test
    void noLongerSuppressesAfterTheLastDayAndSaysSo() {
        Report report = report(List.of(BAD), new Suppression("DB006", "Until the move", TODAY.minusDays(1)));
        assertThat(report.findings()).containsExactly(BAD);
        assertThat(report.toText()).contains("No longer suppressed:\n  DB006 since 2026-11-20: Until the move");
        assertThat(report.toJson()).contains("\"expired_suppressions\":[{\"id\":\"DB006\"");
    }

    @Test
    void tellsThatNothingWasFound() {
        assertThat(report(List.of()).toText()).isEqualTo("Environment check (production): nothing found.");
    }

    @Test
    void namesTheSameFindingOnce() {
        assertThat(report(List.of(BAD, BAD)).findings()).hasSize(1);
    }

    @Test
    void asksForAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Suppression("DB006", " ", null))
                .withMessageContaining("DB006");
    }

    @Test
    void asksForARemedyAndAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finding.of("DB006", Severity.INFO, "Wrong."))
                .withMessageContaining("what to do");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finding.of("db 6", Severity.INFO, "Wrong.", Change.remove("a.b")))
                .withMessageContaining("SHOP001");
    }

    @Test
    void isMilderOutsideOfProduction() {
        assertThat(Severity.ERROR.outsideProduction()).isEqualTo(Severity.WARNING);
        assertThat(Severity.WARNING.outsideProduction()).isEqualTo(Severity.INFO);
        assertThat(Severity.INFO.outsideProduction()).isEqualTo(Severity.INFO);
    }

    @Test
    void saysWhatToDoInEveryForm() {
        assertThat(List.of(
                        Change.set("a", "1"),
                        Change.remove("a"),
                        Change.append("a", "?x"),
                        Change.replace("a", "redis:", "rediss:"),
                        Change.rename("a", "b")))
                .extracting(Change::toString)
                .containsExactly(
                        "Set a to 1",
                        "Remove a",
                        "Append ?x to the value of a",
                        "Write rediss: instead of redis: in the value of a",
                        "Write b instead of a");
    }

    @Test
    void keepsTheValueOfAPropertyOutOfItsText() {
        assertThat(new ConfiguredProperty("a.password", "geheim", "command line", false, null, "a", null, false))
                .hasToString("a.password from command line");
    }
}
