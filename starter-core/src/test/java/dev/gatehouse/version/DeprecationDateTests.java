package dev.gatehouse.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeprecationDateTests {

    /** IMF-fixdate as RFC 9110, 5.6.7 spells it. */
    private static final Pattern IMF_FIXDATE = Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9]"
            + " (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-2][0-9]:[0-5][0-9]:[0-6][0-9] GMT");

    @Test
    void writesAValidHttpDateOnEachDayOfFiveYears() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        for (; day.getYear() < 2031; day = day.plusDays(1)) {
            String text = DeprecationDate.of(day.toString()).toHttpDate();
            assertThat(text).matches(IMF_FIXDATE);
            assertThat(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .isEqualTo(day.atStartOfDay(ZoneOffset.UTC));
        }
    }

    @Test
    void writesTwoDigitsOnTheFirstDaysOfAMonth() {
        assertThat(DeprecationDate.of("2027-01-01").toHttpDate()).isEqualTo("Fri, 01 Jan 2027 00:00:00 GMT");
        assertThat(DeprecationDate.of("2027-01-09T08:07:06Z").toHttpDate()).isEqualTo("Sat, 09 Jan 2027 08:07:06 GMT");
    }

    @Test
    void writesEnglishInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : List.of(
                    Locale.GERMANY,
                    Locale.forLanguageTag("ar-SA-u-nu-arab"),
                    Locale.forLanguageTag("th-TH-u-ca-buddhist"))) {
                Locale.setDefault(locale);
                assertThat(DeprecationDate.of("2026-05-03").toHttpDate()).isEqualTo("Sun, 03 May 2026 00:00:00 GMT");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void writesAStructuredDate() {
        assertThat(DeprecationDate.of("2026-01-01").toStructuredDate()).isEqualTo("@1767225600");
    }

    @Test
    void readsDaysAndInstants() {
        assertThat(DeprecationDate.of(" 2026-07-01 ").instant()).isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(DeprecationDate.of("2026-07-01T10:00:00.9Z").instant())
                .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "01.07.2026",
                "2026-7-1",
                "2026-02-30",
                "2026-07-01T10:00:00",
                "1969-12-31",
                "+10000-01-01"
            })
    void saysWhatToWriteInstead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeprecationDate.of(text))
                .withMessageMatching("(?s).*(2026-07-01|1970 to 9999).*");
    }
}
