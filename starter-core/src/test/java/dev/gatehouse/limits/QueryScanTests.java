package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryScanTests {

    private static final QueryLimits LIMITS = new QueryLimits(100, 4, 8, 10, 2, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a=",
                "=b",
                "a=b&c=d",
                "&&&&&&",
                "a=b=c",
                "a=%C3%A9",
                "a=%E2%82%AC%F0%9F%98%80",
                "a[0][b]=1",
                "a=[[[[[",
                "a=1&a=2&b=3&b=4",
                "abcdefgh=0123456789",
                "%61%62%63%64%65%66%67%68=1",
                "a=%2500",
                "a=%EF%BF%BF",
                "a=%F4%8F%BF%BF",
            })
    void acceptsWhatIsWithinTheLimits(String query) {
        assertThat(QueryScan.check(query, LIMITS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a&b&c&d&e, TOO_MANY_PARAMETERS",
        "abcdefghi=1, NAME_TOO_LONG",
        "%61bcdefgh%69, NAME_TOO_LONG",
        "a=01234567890, VALUE_TOO_LONG",
        "a=0123456789%C3%A9, VALUE_TOO_LONG",
        "a=1&a=2&a=3, TOO_MANY_DUPLICATES",
        "a=1&%61=2&a=3, TOO_MANY_DUPLICATES",
        "+=1&%20=2&+=3, TOO_MANY_DUPLICATES",
        "a[b][c][d], TOO_DEEP",
        "a%5Bb%5b%5B, TOO_DEEP",
        "a=%, MALFORMED_QUERY",
        "a=%a, MALFORMED_QUERY",
        "a=%g0, MALFORMED_QUERY",
        "a=%0g, MALFORMED_QUERY",
        "%00=1, MALFORMED_QUERY",
        "a=%00, MALFORMED_QUERY",
        "a=%80, MALFORMED_QUERY",
        "a=%C3, MALFORMED_QUERY",
        "a=%C3%28, MALFORMED_QUERY",
        "a=%C3x, MALFORMED_QUERY",
        "%C3=%A9, MALFORMED_QUERY",
        "a=%C3&%A9, MALFORMED_QUERY",
        "a=%C0%80, MALFORMED_QUERY",
        "a=%E0%9F%BF, MALFORMED_QUERY",
        "a=%ED%A0%80, MALFORMED_QUERY",
        "a=%F0%8F%BF%BF, MALFORMED_QUERY",
        "a=%F4%90%80%80, MALFORMED_QUERY",
        "a=%F5%80%80%80, MALFORMED_QUERY",
        "a=\u00e9, MALFORMED_QUERY",
        "'a= ', MALFORMED_QUERY",
    })
    void namesWhatIsWrong(String query, LimitViolation violation) {
        assertThat(QueryScan.check(query, LIMITS)).isEqualTo(violation);
    }

    @Test
    void countsTheWholeQueryAsSent() {
        assertThat(QueryScan.check("&".repeat(100), LIMITS)).isNull();
        assertThat(QueryScan.check("&".repeat(101), LIMITS)).isEqualTo(LimitViolation.QUERY_TOO_LONG);
    }

    @Test
    void letsATenThousandthParameterNotCostMoreThanTheFirst() {
        QueryLimits wide = new QueryLimits(1_000_000, 10_000, 10, 10, 5_000, 0);
        assertThat(QueryScan.check("a=1&b=2&".repeat(5_000), wide)).isNull();
        assertThat(QueryScan.check("a=1&b=2&".repeat(5_000) + "c", wide)).isEqualTo(LimitViolation.TOO_MANY_PARAMETERS);
    }
}
