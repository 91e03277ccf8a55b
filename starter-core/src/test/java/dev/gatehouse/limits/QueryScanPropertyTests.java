package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Whatever the query: a verdict, and one that an independent reading of the rules comes to as well. */
class QueryScanPropertyTests {

    /** Small, so that random queries come close to each of them. */
    private static final QueryLimits LIMITS = new QueryLimits(60, 6, 5, 8, 2, 2);

    private static final int TRIES = Boolean.getBoolean("gatehouse.proof") ? 1_000_000 : 5_000;

    @Property(tries = 1)
    void agreesWithTheOracle() {
        queries().generator(1000).stream(new java.util.Random())
                .limit(TRIES)
                .forEach(query -> check(query.value()));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.FULL)
    void agreesWithTheOracleOnAnyText(@ForAll String query) {
        check(query);
    }

    @Property(tries = 500)
    void agreesWithTheOracleOnPieces(@ForAll("pieces") String query) {
        check(query);
    }

    @Test
    void readsEveryPairOfEncodedBytesAsTheJdkDoes() {
        for (int first = 1; first < 256; first++) {
            for (int second = 1; second < 256; second++) {
                check(String.format("a=%%%02x%%%02X", first, second));
            }
        }
    }

    private static void check(String query) {
        LimitViolation verdict = QueryScan.check(query, LIMITS);
        Set<LimitViolation> violations = QueryOracle.violations(query, LIMITS);
        if (verdict == null) {
            assertThat(violations).as(query).isEmpty();
        } else {
            assertThat(violations).as(query).contains(verdict);
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return queries();
    }

    private static Arbitrary<String> queries() {
        Arbitrary<String> likely = Arbitraries.of(List.of(
                "a", "b", "a", "%61", "=", "&", "=", "&", "+", "[", "]", "%5B", "%5d", "x", "name", "%20", "%C3%A9",
                "%e2%82%ac", "%F0%9F%98%80", ".", ";", "?", "%2500"));
        Arbitrary<String> nasty = Arbitraries.of(List.of(
                "%", "%0", "%00", "%zz", "%C3", "%A9", "%ff", "%C0%AF", "%ED%A0%80", "%F4%90%80%80", "%E0%80", "é",
                " ", "\u0000", "\u007f", "%%", "%u0041"));
        Arbitrary<String> octet = Arbitraries.integers().between(0, 255).map(b -> String.format("%%%02x", b));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(60, likely), net.jqwik.api.Tuple.of(1, nasty), net.jqwik.api.Tuple.of(2, octet))
                .list()
                .ofMaxSize(24)
                .map(parts -> String.join("", parts));
    }
}
