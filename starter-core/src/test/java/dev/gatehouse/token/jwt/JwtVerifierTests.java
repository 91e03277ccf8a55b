package dev.gatehouse.token.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.ManualClock;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTests {

    private static final String ISSUER = "https://id.example.com";
    private static final UUID USER = UUID.fromString("0190c0de-0000-7000-8000-000000000001");
    private static final UUID SESSION = UUID.fromString("0190c0de-0000-7000-8000-000000000002");
    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}";

    private static final SigningKey KEY = SigningKey.of(
            "k1", SigningAlgorithm.RS256, KeyState.ACTIVE, Tokens.RSA.getPublic(), Tokens.RSA.getPrivate());
    private static final KeyRing RING = KeyRing.of(List.of(KEY));

    private final ManualClock clock = ManualClock.atNoon();
    private final JwtSettings settings = JwtSettings.of(ISSUER);
    private final JwtVerifier verifier = new JwtVerifier(settings, () -> RING, clock);
    private final JwtIssuer issuer = new JwtIssuer(settings, () -> RING, clock);

    @Test
    void acceptsWhatTheIssuerIssued() {
        AccessGrant grant = new AccessGrant(USER, SESSION, clock.instant(), List.of("pwd", "otp", "mfa"), null);
        IssuedToken issued = issuer.issue(grant);

        assertThat(verifier.verify(issued.value())).isEqualTo(issued.token());
        assertThat(issued.token().grant()).isEqualTo(grant);
        assertThat(issued.token().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void acceptsATokenInThePlainFormOfTheStandard() throws Exception {
        AccessToken token = verifier.verify(Tokens.signed(HEADER, payload("", "")));

        assertThat(token)
                .isEqualTo(new AccessToken(
                        new AccessGrant(USER, SESSION, clock.instant(), List.of("pwd"), null),
                        "id",
                        "k1",
                        clock.instant(),
                        clock.instant().plusSeconds(600)));
    }

    @Test
    void saysWhoActsForTheSubject() {
        UUID actor = UUID.randomUUID();
        IssuedToken issued = issuer.issue(new AccessGrant(USER, SESSION, clock.instant(), List.of("pwd"), actor));

        assertThat(verifier.verify(issued.value()).grant().actor()).isEqualTo(actor);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void worksWithEveryAlgorithm(SigningAlgorithm algorithm) {
        KeyRing ring = KeyRing.of(List.of(
                switch (algorithm) {
                    case RS256, PS256 ->
                        SigningKey.of(
                                null, algorithm, KeyState.ACTIVE, Tokens.RSA.getPublic(), Tokens.RSA.getPrivate());
                    case ES256 ->
                        SigningKey.of(null, algorithm, KeyState.ACTIVE, Tokens.EC.getPublic(), Tokens.EC.getPrivate());
                    case HS256 -> SigningKey.symmetric("s", KeyState.ACTIVE, new byte[32]);
                }));
        String token = new JwtIssuer(settings, () -> ring, clock).issue(grant()).value();

        assertThat(new JwtVerifier(settings, () -> ring, clock).verify(token).grant())
                .isEqualTo(grant());
        assertRefused(TokenFlaw.KEY, token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt"})
    void acceptsTheTypesOfTheStandard(String type) throws Exception {
        assertThat(verifier.verify(Tokens.signed(HEADER.replace("at+jwt", type), payload("", ""))))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'alg':'none','typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'alg':'None','typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'alg':'HS256','typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'alg':'PS256','typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'alg':'RS384','typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'alg':'rs256','typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'alg':['RS256'],'typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'typ':'at+jwt','kid':'k1'}|ALGORITHM",
                "{'alg':'RS256','kid':'k1'}|TYPE",
                "{'alg':'RS256','typ':'JWT','kid':'k1'}|TYPE",
                "{'alg':'RS256','typ':'rt+jwt','kid':'k1'}|TYPE",
                "{'alg':'RS256','typ':'dpop+jwt','kid':'k1'}|TYPE",
                "{'alg':'RS256','typ':'','kid':'k1'}|TYPE",
                "{'alg':'RS256','typ':7,'kid':'k1'}|TYPE",
                "{'alg':'RS256','typ':'at+jwt'}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':''}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':null}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':1}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':'k2'}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':'K1'}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':'../../../dev/null'}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':'https://evil.example/k.json'}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':'x\\u0027 UNION SELECT 1'}|KEY",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','jku':'https://evil.example'}|UNEXPECTED_HEADER",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','x5u':'https://evil.example'}|UNEXPECTED_HEADER",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','x5c':['AAAA']}|UNEXPECTED_HEADER",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','jwk':{'kty':'oct','k':'AA'}}|UNEXPECTED_HEADER",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','crit':['exp']}|UNEXPECTED_HEADER",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','b64':false}|UNEXPECTED_HEADER",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','zip':'DEF'}|UNEXPECTED_HEADER",
                "{'alg':'RS256','typ':'at+jwt','kid':'k1','cty':'JWT'}|UNEXPECTED_HEADER",
                "{'alg':'none','alg':'RS256','typ':'at+jwt','kid':'k1'}|MALFORMED",
                "{'alg':'RS256','typ':'at+jwt','kid':'k2','kid':'k1'}|MALFORMED",
                "[]|MALFORMED",
                "'RS256'|MALFORMED",
                "null|MALFORMED",
                "{|MALFORMED",
                "{}x|MALFORMED"
            })
    void refusesAHeaderThatItNeverWrites(String header, TokenFlaw flaw) throws Exception {
        assertRefused(flaw, Tokens.signed(header.replace('\'', '"'), payload("", "")));
    }

    @Test
    void refusesAnUnsignedToken() {
        String none = Tokens.base64("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}");

        assertRefused(TokenFlaw.MALFORMED, none + "." + Tokens.base64(payload("", "")) + ".");
        assertRefused(TokenFlaw.MALFORMED, Tokens.base64(HEADER) + "." + Tokens.base64(payload("", "")) + ".");
    }

    @Test
    void refusesAMacMadeWithThePublicKey() throws Exception {
        RSAPublicKey publicKey = (RSAPublicKey) Tokens.RSA.getPublic();
        String header = HEADER.replace("RS256", "HS256");
        List<byte[]> guesses = List.of(
                publicKey.getEncoded(),
                publicKey.getModulus().toByteArray(),
                Tokens.pem("PUBLIC KEY", publicKey.getEncoded()).getBytes(US_ASCII),
                RING.jwks().getBytes(US_ASCII));

        for (byte[] secret : guesses) {
            assertRefused(TokenFlaw.ALGORITHM, Tokens.withMac(header, payload("", ""), secret));
            assertRefused(TokenFlaw.SIGNATURE, Tokens.withMac(HEADER, payload("", ""), secret));
        }
    }

    @Test
    void refusesTheSignatureOfAnotherKey() throws Exception {
        assertRefused(TokenFlaw.SIGNATURE, Tokens.signed(HEADER, payload("", ""), Tokens.OTHER_RSA));
    }

    @Test
    void refusesATokenOfWhichAnyCharacterWasChanged() throws Exception {
        String token = Tokens.signed(HEADER, payload("", ""));
        for (int i = 0; i < token.length(); i += 1 + i % 3) {
            StringBuilder changed = new StringBuilder(token);
            changed.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
            assertThatExceptionOfType(InvalidTokenException.class)
                    .as("character %d", i)
                    .isThrownBy(() -> verifier.verify(changed.toString()));
        }
    }

    @Test
    void refusesASecondSpellingOfTheSameSignature() throws Exception {
        String token = Tokens.signed(HEADER, payload("", ""));
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = token.charAt(token.length() - 1);
        char twin = alphabet.charAt(alphabet.indexOf(last) ^ 1);

        for (String spelling : List.of(
                token.substring(0, token.length() - 1) + twin,
                token + "=",
                token + "==",
                token + "\n",
                token + " ",
                " " + token,
                token.replace('-', '+').replace('_', '/') + "*")) {
            assertRefused(TokenFlaw.MALFORMED, spelling);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a", "a.b", "a.b.c", "....", "a.b.c.d.e", "Bearer x.y.z", "e30.e30.", ".e30.AA"})
    void refusesWhatIsNoToken(String text) {
        assertRefused(TokenFlaw.MALFORMED, text);
    }

    @Test
    void refusesAnEncryptedTokenOfFiveParts() throws Exception {
        assertRefused(TokenFlaw.MALFORMED, Tokens.signed(HEADER, payload("", "")) + ".AAAA.AAAA");
    }

    @Test
    void refusesATokenOfMoreThanEightKibibytesUnread() throws Exception {
        String claim = "\"x\":\"" + "x".repeat(6_000) + "\"";
        String token = Tokens.signed(HEADER, payload("\"jti\":\"id\"", "\"jti\":\"id\"," + claim));

        assertThat(token.length()).isGreaterThan(JwtVerifier.MAX_LENGTH);
        assertRefused(TokenFlaw.TOO_LONG, token);
        assertRefused(TokenFlaw.TOO_LONG, ".".repeat(JwtVerifier.MAX_LENGTH + 1));
        assertRefused(TokenFlaw.MALFORMED, ".".repeat(JwtVerifier.MAX_LENGTH));
    }

    @Test
    void survivesDeepNesting() throws Exception {
        String deep = "[".repeat(3_000) + "]".repeat(3_000);

        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() ->
                        verifier.verify(Tokens.base64("{\"kid\":" + deep.substring(1000, 5000) + "}") + ".e30.AA"));
    }

    @Test
    void refusesAZeroSignatureOnTheCurve() throws Exception {
        SigningKey key = SigningKey.of(
                "e1", SigningAlgorithm.ES256, KeyState.ACTIVE, Tokens.EC.getPublic(), Tokens.EC.getPrivate());
        KeyRing ring = KeyRing.of(List.of(key));
        JwtVerifier elliptic = new JwtVerifier(settings, () -> ring, clock);
        String input = Tokens.base64("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"e1\"}") + "."
                + Tokens.base64(payload("", ""));

        for (byte[] signature : List.of(new byte[64], new byte[1], new byte[63], new byte[65], new byte[256])) {
            assertThatExceptionOfType(InvalidTokenException.class)
                    .isThrownBy(() -> elliptic.verify(input + "." + Tokens.base64(signature)))
                    .satisfies(e -> assertThat(e.flaw()).isEqualTo(TokenFlaw.SIGNATURE));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'iss':'https://id.example.com'|'iss':'https://id.example.com/'|ISSUER",
                "'iss':'https://id.example.com'|'iss':'https://evil.example'|ISSUER",
                "'iss':'https://id.example.com'|'iss':['https://id.example.com']|ISSUER",
                "'iss':'https://id.example.com'|'x':1|ISSUER",
                "'aud':'gatehouse'|'aud':'other'|AUDIENCE",
                "'aud':'gatehouse'|'aud':['gatehouse','other']|AUDIENCE",
                "'aud':'gatehouse'|'aud':[]|AUDIENCE",
                "'aud':'gatehouse'|'x':1|AUDIENCE",
                "'client_id':'first-party'|'client_id':'other'|CLAIM",
                "'client_id':'first-party'|'x':1|CLAIM",
                "'sub':'0190c0de-0000-7000-8000-000000000001'|'sub':''|CLAIM",
                "'sub':'0190c0de-0000-7000-8000-000000000001'|'sub':1|CLAIM",
                "'sub':'0190c0de-0000-7000-8000-000000000001'|'sub':null|CLAIM",
                "'sub':'0190c0de-0000-7000-8000-000000000001'|'x':1|CLAIM",
                "'sub':'0190c0de-0000-7000-8000-000000000001'|'sub':'admin'|CLAIM",
                "'sub':'0190c0de-0000-7000-8000-000000000001'|'sub':'0190C0DE-0000-7000-8000-000000000001'|CLAIM",
                "'sub':'0190c0de-0000-7000-8000-000000000001'|'sub':'1-1-1-1-1'|CLAIM",
                "'sid':'0190c0de-0000-7000-8000-000000000002'|'sid':'x'|CLAIM",
                "'sid':'0190c0de-0000-7000-8000-000000000002'|'x':1|CLAIM",
                "'jti':'id'|'jti':''|CLAIM",
                "'jti':'id'|'jti':1|CLAIM",
                "'jti':'id'|'x':1|CLAIM",
                "'jti':'id'|'jti':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'|CLAIM",
                "'amr':['pwd']|'amr':[]|CLAIM",
                "'amr':['pwd']|'amr':'pwd'|CLAIM",
                "'amr':['pwd']|'amr':[1]|CLAIM",
                "'amr':['pwd']|'amr':['']|CLAIM",
                "'amr':['pwd']|'x':1|CLAIM",
                "'amr':['pwd']|'amr':['pwd'],'act':'x'|CLAIM",
                "'amr':['pwd']|'amr':['pwd'],'act':{}|CLAIM",
                "'amr':['pwd']|'amr':['pwd'],'act':null|CLAIM",
                "'amr':['pwd']|'amr':['pwd'],'act':{'sub':'x'}|CLAIM",
                "'amr':['pwd']|'amr':['pwd'],'amr':['mfa']|MALFORMED"
            })
    void refusesAClaimThatIsNotOurs(String claim, String changed, TokenFlaw flaw) throws Exception {
        assertRefused(flaw, Tokens.signed(HEADER, payload(claim.replace('\'', '"'), changed.replace('\'', '"'))));
    }

    @ParameterizedTest
    @CsvSource({
        "iat,-1,NONE",
        "iat,30,NONE",
        "iat,31,NOT_YET_VALID",
        "iat,3600,NOT_YET_VALID",
        "iat,-31,LIFETIME",
        "exp,600,NONE",
        "exp,630,NONE",
        "exp,631,LIFETIME",
        "exp,1,NONE",
        "exp,0,LIFETIME",
        "exp,-29,LIFETIME",
        "exp,-30,EXPIRED",
        "exp,-31,EXPIRED",
        "auth_time,-86400,NONE",
        "auth_time,30,NONE",
        "auth_time,31,NOT_YET_VALID",
        "nbf,30,NONE",
        "nbf,31,NOT_YET_VALID",
        "nbf,-1,NONE"
    })
    void holdsATokenToItsTimes(String claim, long secondsFromNow, String flaw) throws Exception {
        long now = clock.instant().getEpochSecond();
        String before = "\"" + claim + "\":" + (now + ("exp".equals(claim) ? 600 : 0));
        String after = "\"" + claim + "\":" + (now + secondsFromNow);
        String payload = "nbf".equals(claim)
                ? payload("\"jti\":\"id\"", "\"jti\":\"id\"," + after)
                : payload(before + ",", after + ",");
        String token = Tokens.signed(HEADER, payload);

        if ("NONE".equals(flaw)) {
            assertThat(verifier.verify(token)).isNotNull();
        } else {
            assertRefused(TokenFlaw.valueOf(flaw), token);
        }
    }

    @ParameterizedTest
    @CsvSource({"900,NONE", "930,NONE", "931,LIFETIME"})
    void letsATokenOfSomebodyWhoActsForAnotherLiveForAQuarterOfAnHour(long seconds, String flaw) throws Exception {
        long now = clock.instant().getEpochSecond();
        String act = "\"exp\":" + (now + seconds) + ",\"act\":{\"sub\":\"" + USER + "\"},";
        String token = Tokens.signed(HEADER, payload("\"exp\":" + (now + 600) + ",", act));

        if ("NONE".equals(flaw)) {
            assertThat(verifier.verify(token).grant().actor()).isEqualTo(USER);
        } else {
            assertRefused(TokenFlaw.valueOf(flaw), token);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exp,1000000000000000000,CLAIM",
        "exp,1e18,CLAIM",
        "exp,99999999999999999999999,CLAIM",
        "exp,253402300800,CLAIM",
        "exp,253402300799,LIFETIME",
        "exp,-1,CLAIM",
        "exp,\"9999999999\",CLAIM",
        "exp,null,CLAIM",
        "exp,1.5,CLAIM",
        "exp,[1],CLAIM",
        "iat,\"1\",CLAIM",
        "iat,-1,CLAIM",
        "iat,0,LIFETIME",
        "iat,1.0,CLAIM",
        "auth_time,null,CLAIM",
        "auth_time,\"0\",CLAIM",
        "auth_time,true,CLAIM"
    })
    void refusesATimeThatIsNone(String claim, String value, TokenFlaw flaw) throws Exception {
        long now = clock.instant().getEpochSecond();
        String before = "\"" + claim + "\":" + (now + ("exp".equals(claim) ? 600 : 0)) + ",";

        assertRefused(flaw, Tokens.signed(HEADER, payload(before, "\"" + claim + "\":" + value + ",")));
        assertRefused(TokenFlaw.CLAIM, Tokens.signed(HEADER, payload(before, "")));
    }

    @Test
    void acceptsOurAudienceAsAListOfOne() throws Exception {
        assertThat(verifier.verify(Tokens.signed(HEADER, payload("\"aud\":\"gatehouse\"", "\"aud\":[\"gatehouse\"]"))))
                .isNotNull();
    }

    @Test
    void refusesAnIssuedTokenOnceItIsTooOld() {
        String token = issuer.issue(grant()).value();

        clock.advance(Duration.ofMinutes(10).plusSeconds(29));
        assertThat(verifier.verify(token)).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertRefused(TokenFlaw.EXPIRED, token);
    }

    @Test
    void looksAtTheSignatureBeforeTheContent() throws Exception {
        assertRefused(TokenFlaw.SIGNATURE, Tokens.signed(HEADER, "not json at all", Tokens.OTHER_RSA));
        assertRefused(TokenFlaw.MALFORMED, Tokens.signed(HEADER, "not json at all"));
    }

    @Test
    void anExceptionTellsTheClientNothingOfTheToken() {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify("secret.secret.secret"))
                .withMessageNotContaining("secret")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    private void assertRefused(TokenFlaw flaw, String token) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(token))
                .satisfies(e -> assertThat(e.flaw()).isEqualTo(flaw));
    }

    /** The payload of a good token in which one piece of text was exchanged. */
    private String payload(String piece, String other) {
        long now = clock.instant().getEpochSecond();
        String payload = "{\"iss\":\"" + ISSUER + "\",\"aud\":\"gatehouse\",\"sub\":\"" + USER
                + "\",\"client_id\":\"first-party\",\"iat\":" + now + ",\"exp\":" + (now + 600)
                + ",\"jti\":\"id\",\"sid\":\"" + SESSION + "\",\"auth_time\":" + now + ",\"amr\":[\"pwd\"]}";
        assertThat(payload).contains(piece);
        return piece.isEmpty() ? payload : payload.replace(piece, other);
    }

    private AccessGrant grant() {
        return new AccessGrant(USER, SESSION, clock.instant(), List.of("pwd"), null);
    }
}
