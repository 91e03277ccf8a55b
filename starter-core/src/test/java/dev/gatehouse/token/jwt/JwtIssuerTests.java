package dev.gatehouse.token.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JwtIssuerTests {

    private final ManualClock clock = ManualClock.atNoon();
    private final KeyRing ring = KeyRing.of(List.of(SigningKey.of(
            "k1", SigningAlgorithm.RS256, KeyState.ACTIVE, Tokens.RSA.getPublic(), Tokens.RSA.getPrivate())));
    private final JwtIssuer issuer = new JwtIssuer(JwtSettings.of("https://id.example.com"), () -> ring, clock);
    private final AccessGrant grant = new AccessGrant(
            UUID.randomUUID(), UUID.randomUUID(), clock.instant().minusSeconds(60), List.of("pwd", "otp"), null);

    @Test
    void writesTheHeaderOfTheStandard() {
        assertThat(part(issuer.issue(grant), 0))
                .isEqualTo(JsonMapper.shared().readTree("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}"));
    }

    @Test
    void writesTheClaimsOfTheStandardAndNoMore() {
        IssuedToken issued = issuer.issue(grant);
        long now = clock.instant().getEpochSecond();

        assertThat(part(issued, 1))
                .isEqualTo(JsonMapper.shared()
                        .readTree(
                                "{\"iss\":\"https://id.example.com\",\"aud\":\"gatehouse\",\"sub\":\"" + grant.subject()
                                        + "\",\"client_id\":\"first-party\",\"iat\":" + now + ",\"exp\":" + (now + 600)
                                        + ",\"jti\":\"" + issued.token().id() + "\",\"sid\":\"" + grant.session()
                                        + "\",\"auth_time\":" + (now - 60) + ",\"amr\":[\"pwd\",\"otp\"]}"));
    }

    @Test
    void namesTheActorOfAnImpersonation() {
        UUID actor = UUID.randomUUID();
        AccessGrant impersonated =
                new AccessGrant(grant.subject(), grant.session(), grant.authTime(), grant.methods(), actor);

        assertThat(part(issuer.issue(impersonated), 1).path("act").path("sub").asString())
                .isEqualTo(actor.toString());
    }

    @Test
    void doesNotOutliveWhatItStandsFor() {
        Instant end = clock.instant().plusSeconds(90).plusMillis(900);

        assertThat(issuer.issue(grant, end).token().expiresAt())
                .isEqualTo(clock.instant().plusSeconds(90));
    }

    @Test
    void livesNoLongerThanUsualForALongerSession() {
        assertThat(issuer.issue(grant, clock.instant().plusSeconds(601)).token().expiresAt())
                .isEqualTo(clock.instant().plusSeconds(600));
    }

    @Test
    void letsSomebodyActForAnotherForAQuarterOfAnHourAtMost() {
        AccessGrant acted =
                new AccessGrant(grant.subject(), grant.session(), grant.authTime(), grant.methods(), UUID.randomUUID());

        assertThat(issuer.issue(acted, clock.instant().plusSeconds(3600))
                        .token()
                        .expiresAt())
                .isEqualTo(clock.instant().plusSeconds(900));
        assertThat(issuer.issue(acted, clock.instant().plusSeconds(899)).token().expiresAt())
                .isEqualTo(clock.instant().plusSeconds(899));
    }

    @Test
    void tellsHowLongTheLongestLivedTokenHolds() {
        assertThat(JwtSettings.of("i").longestTtl()).isEqualTo(Duration.ofMinutes(15));
        assertThat(new JwtSettings("i", "a", "c", Duration.ofHours(1), Duration.ZERO).longestTtl())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void givesEveryTokenItsOwnId() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ids.add(issuer.issue(grant).token().id());
        }

        assertThat(ids).hasSize(50).allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
    }

    @Test
    void writesWholeSeconds() {
        clock.advance(Duration.ofMillis(999));

        assertThat(issuer.issue(grant).token().issuedAt().getNano()).isZero();
    }

    @Test
    void doesNotTellTheTokenInItsText() {
        IssuedToken issued = issuer.issue(grant);

        assertThat(issued.toString()).doesNotContain(issued.value()).contains("k1");
    }

    @ParameterizedTest
    @CsvSource({"' ',a,c", "i,'',c", "i,a,' '", "' i',a,c"})
    void refusesBlankNames(String name, String audience, String client) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new JwtSettings(name, audience, client, Duration.ofMinutes(10), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S,PT0S", "PT1H1S,PT0S", "PT10M,PT-1S", "PT10M,PT5M1S"})
    void refusesLivesOutOfRange(Duration ttl, Duration skew) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtSettings("i", "a", "c", ttl, skew))
                .withMessageMatching(".*Use .*");
    }

    @Test
    void acceptsLivesAtTheEdges() {
        assertThat(new JwtSettings("i", "a", "c", Duration.ofSeconds(1), Duration.ZERO).accessTtl())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(new JwtSettings("i", "a", "c", Duration.ofHours(1), Duration.ofMinutes(5)).clockSkew())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesAGrantWithoutAMethod(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessGrant(
                        grant.subject(),
                        grant.session(),
                        grant.authTime(),
                        method.isEmpty() ? List.of() : List.of(method),
                        null));
    }

    private static JsonNode part(IssuedToken token, int index) {
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(token.value().split("\\.")[index]));
    }
}
