package dev.gatehouse.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.net.Origin;
import dev.gatehouse.net.OriginPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPolicyTests {

    private static final Origin APP = Origin.of("https://app.example.com");
    private static final List<OriginPattern> ORIGINS = List.of(OriginPattern.of("https://app.example.com"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | '' | ''",
                "GET | ' , ,' | ''",
                "DELETE | 'authorization,content-type' | ''",
                "DELETE | 'AUTHORIZATION\t,  if-match ' | ''",
                "delete | '' | METHOD_NOT_ALLOWED",
                "'' | '' | METHOD_NOT_ALLOWED",
                "GET | x-other | HEADER_NOT_ALLOWED",
                "GET | 'authorization, x-other' | HEADER_NOT_ALLOWED",
                "GET | authorizatio | HEADER_NOT_ALLOWED",
                "GET | authorizations | HEADER_NOT_ALLOWED",
                "GET | 'authorization content-type' | HEADER_NOT_ALLOWED",
                "GET | '*' | HEADER_NOT_ALLOWED",
            })
    void answersPreflightsByTheLists(String method, String headers, String refusal) {
        CorsPolicy policy = new CorsPolicy(CorsSettings.defaults().withAllowedOrigins(ORIGINS));
        assertThat(policy.refusesPreflight(APP, method, headers))
                .isEqualTo(refusal.isEmpty() ? null : CorsRefusal.valueOf(refusal));
    }

    @Test
    void admitsOnlyNamesWhereAnyIsAllowed() {
        CorsPolicy policy =
                new CorsPolicy(new CorsSettings(ORIGINS, List.of("*"), List.of("*"), List.of(), true, Duration.ZERO));
        assertThat(policy.refusesPreflight(APP, "QUERY", "x-one,x-two")).isNull();
        assertThat(policy.refusesPreflight(APP, "QU ERY", "")).isEqualTo(CorsRefusal.METHOD_NOT_ALLOWED);
        assertThat(policy.refusesPreflight(APP, "GET", "x-one, x two")).isEqualTo(CorsRefusal.HEADER_NOT_ALLOWED);
        assertThat(policy.refusesPreflight(APP, "GET", "x\r\ny")).isEqualTo(CorsRefusal.HEADER_NOT_ALLOWED);
    }

    @Test
    void aHandshakeOfAWebSocketInHttp2IsAGet() {
        CorsPolicy policy = new CorsPolicy(CorsSettings.defaults().withAllowedOrigins(ORIGINS));
        assertThat(policy.refuses(APP, "CONNECT")).isNull();
        assertThat(policy.refusesPreflight(APP, "CONNECT", "")).isEqualTo(CorsRefusal.METHOD_NOT_ALLOWED);
        CorsPolicy writing = new CorsPolicy(
                new CorsSettings(ORIGINS, List.of("POST"), List.of("*"), List.of(), true, Duration.ZERO));
        assertThat(writing.refuses(APP, "CONNECT")).isEqualTo(CorsRefusal.METHOD_NOT_ALLOWED);
    }

    @Test
    void theClosedPolicyAdmitsNobody() {
        assertThat(CorsPolicy.closed().refuses(APP, "GET")).isEqualTo(CorsRefusal.ORIGIN_NOT_ALLOWED);
        assertThat(CorsPolicy.closed().allowedOrigin(APP)).isNull();
    }

    @Test
    void refusesAnyOriginWithCredentials() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("*", "GET", "Accept", "ETag", true, 0))
                .withMessageContaining("'*' with credentials");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://app.example.com", "GET", "Accept", "*", true, 0))
                .withMessageContaining("Name the headers");
        assertThat(settings("*", "GET", "Accept", "*", false, 86400).warnings(false))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "G T", "", "GET,PUT", "GET\r\n"})
    void refusesWhatIsNoMethod(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://app.example.com", method, "Accept", "ETag", false, 0))
                .withMessageContaining("is not a method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X Y", "", "X,Y", "X:Y", "X\r\n", "\u00dcber"})
    void refusesWhatIsNoHeader(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://app.example.com", "GET", header, "ETag", false, 0))
                .withMessageContaining("is not a header name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://app.example.com", "GET", "Accept", header, false, 0))
                .withMessageContaining("is not a header name");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 86401})
    void refusesAnAgeOutOfRange(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://app.example.com", "GET", "Accept", "ETag", false, seconds))
                .withMessageContaining("0s to 24h");
    }

    @Test
    void eachRefusalNamesItsReason() {
        for (CorsRefusal refusal : CorsRefusal.values()) {
            assertThat(refusal.problem().status()).isEqualTo(403);
            assertThat(refusal.problem().refusal())
                    .hasFieldOrPropertyWithValue("filter", "cors")
                    .hasFieldOrPropertyWithValue("reason", refusal.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static CorsSettings settings(
            String origin, String method, String header, String exposed, boolean credentials, long seconds) {
        return new CorsSettings(
                List.of(OriginPattern.of(origin)),
                List.of(method),
                List.of(header),
                List.of(exposed),
                credentials,
                Duration.ofSeconds(seconds));
    }
}
