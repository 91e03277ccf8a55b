package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the query: a verdict, and one that an independent reading of the rules comes to as well. */
class QueryScanPropertyTests {

    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 1_000_000 : 5_000;
    private static final long SEED = 20_261_121;

    /** Small, so that random queries come close to each of them. */
    private static final QueryLimits LIMITS = new QueryLimits(60, 6, 5, 8, 2, 2);

    private static final String[] LIKELY = {
        "a",
        "b",
        "a",
        "%61",
        "=",
        "&",
        "=",
        "&",
        "&",
        "+",
        "[",
        "]",
        "%5B",
        "%5d",
        "x",
        "name",
        "%20",
        "%C3%A9",
        "%e2%82%ac",
        "%F0%9F%98%80",
        ".",
        ";",
        "?",
        "%2500",
        "&a=1",
        "&b"
    };
    private static final String[] NASTY = {
        "%",
        "%0",
        "%00",
        "%zz",
        "%C3",
        "%A9",
        "%ff",
        "%C0%AF",
        "%ED%A0%80",
        "%F4%90%80%80",
        "%E0%80",
        "\u00e9",
        " ",
        "\u0000",
        "\u007f",
        "%%",
        "%u0041"
    };

    private final Random random = new Random(SEED);

    @Example
    void comesToTheVerdictOfTheOracle() {
        Set<LimitViolation> seen = EnumSet.noneOf(LimitViolation.class);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            LimitViolation verdict = check(query());
            if (verdict == null) {
                accepted++;
            } else {
                seen.add(verdict);
            }
        }
        assertThat(accepted).isGreaterThan(ROUNDS / 20);
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        LimitViolation.QUERY_TOO_LONG,
                        LimitViolation.MALFORMED_QUERY,
                        LimitViolation.TOO_MANY_PARAMETERS,
                        LimitViolation.NAME_TOO_LONG,
                        LimitViolation.VALUE_TOO_LONG,
                        LimitViolation.TOO_MANY_DUPLICATES,
                        LimitViolation.TOO_DEEP);
    }

    @Property(tries = 1000)
    void comesToItOnAnyText(@ForAll String query) {
        check(query);
    }

    @Example
    void readsEveryPairOfEncodedBytesAsTheJdkDoes() {
        for (int first = 1; first < 256; first++) {
            for (int second = 1; second < 256; second++) {
                check(String.format("a=%%%02x%%%02X", first, second));
            }
        }
    }

    /** Of a malformed piece the oracle knows no length, while the scan may have found it too long before it broke. */
    private static LimitViolation check(String query) {
        LimitViolation verdict = QueryScan.check(query, LIMITS);
        Set<LimitViolation> violations = QueryOracle.violations(query, LIMITS);
        if (verdict == null) {
            assertThat(violations).as(query).isEmpty();
        } else if (!violations.contains(LimitViolation.MALFORMED_QUERY)) {
            assertThat(violations).as(query).contains(verdict);
        }
        return verdict;
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        boolean mayBeNasty = random.nextInt(4) == 0;
        for (int parts = random.nextInt(22); parts > 0; parts--) {
            int kind = random.nextInt(40);
            if (kind == 0 && mayBeNasty) {
                query.append(NASTY[random.nextInt(NASTY.length)]);
            } else if (kind == 1) {
                query.append(String.format("%%%02x", 1 + random.nextInt(mayBeNasty ? 255 : 127)));
            } else {
                query.append(LIKELY[random.nextInt(LIKELY.length)]);
            }
        }
        return query.toString();
    }
}
