package dev.gatehouse.sample.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.ForgedTokens;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.SigningKeys;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.mail.MailTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** ASVS 5.0, chapter 9, and 6.8.2: what is made of a good access token, against a real endpoint. */
class AsvsTokenTests extends IdentityTest {

    private static final KeyPair FOREIGN = SigningKeys.foreign();

    @Test
    void forgedTokenThatChangesNothingIsAccepted() {
        assertThat(status(genuine().signed()))
                .as("or the refusals below would prove nothing")
                .isEqualTo(200);
    }

    @Test
    void v6_8_2_onlyTheSignatureOfTheServiceCounts() {
        ForgedTokens token = genuine();
        refused(token.signed(FOREIGN.getPrivate()));
        refused(token.input());
        refused(token.input() + ".");
        refused(token.with(new byte[256]));
        String good = token.signed();
        refused(good.substring(0, good.length() - 20));
        refused(good + "A");
        refused(good + "." + good.substring(good.lastIndexOf('.') + 1));
    }

    @Test
    void v9_1_1_contentThatWasTamperedWithIsNotRead() {
        TestUser victim = users.signIn(SystemRole.ADMIN);
        TestUser attacker = myself();
        String signature = attacker.token().substring(attacker.token().lastIndexOf('.'));
        ForgedTokens token = ForgedTokens.of(attacker.token());
        refused(token.withClaims(claims -> claims.put("sub", victim.id().toString())
                                .put("sid", victim.session().toString()))
                        .input()
                + signature);
        refused(token.withClaims(claims -> claims.put("exp", Long.MAX_VALUE)).input() + signature);
        String notEvenJson = Base64.getUrlEncoder().withoutPadding().encodeToString("{".getBytes(US_ASCII));
        Answer unread = call(notEvenJson + "." + notEvenJson + signature);
        assertThat(unread.outcome()).isEqualTo("401 unauthenticated");
        assertThat(unread.text("message"))
                .as("nobody is told at which check it failed")
                .isEqualTo(call(token.signed(FOREIGN.getPrivate())).text("message"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void v9_1_2_tokenWithoutASignatureIsRefused(String algorithm) {
        ForgedTokens token = genuine().withHeader(header -> header.put("alg", algorithm));
        refused(token.input() + ".");
        refused(token.input());
        refused(token.signed());
    }

    @Test
    void v9_1_2_publicKeyIsNoSecret() {
        RSAPublicKey key = (RSAPublicKey) SigningKeys.ofTheService().getPublic();
        ForgedTokens token = genuine().withHeader(header -> header.put("alg", "HS256"));
        String jwks = send("GET", "/.well-known/jwks.json", null).body();
        for (byte[] secret : List.of(
                key.getEncoded(),
                key.getModulus().toByteArray(),
                SigningKeys.pem("PUBLIC KEY", key.getEncoded()).getBytes(US_ASCII),
                SigningKeys.pem("PUBLIC KEY", key.getEncoded()).trim().getBytes(US_ASCII),
                jwks.getBytes(US_ASCII),
                new byte[] {0})) {
            refused(token.withMac(secret));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "PS256", "RS384", "RS512", "HS512", "EdDSA", "rs256"})
    void v9_1_2_anotherAlgorithmIsRefused(String algorithm) {
        ForgedTokens token = genuine().withHeader(header -> header.put("alg", algorithm));
        refused(token.signed());
        // Zero for both halves once was a good signature to Java (CVE-2022-21449).
        refused(token.with(new byte[64]));
        refused(token.with(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
    }

    @Test
    void v9_1_3_tokenDoesNotBringItsKey() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        HttpServer attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        attacker.start();
        try {
            String url = "http://localhost:" + attacker.getAddress().getPort() + "/keys.json";
            List<Consumer<ObjectNode>> tricks = List.of(
                    header -> header.put("jku", url),
                    header -> header.put("x5u", url),
                    header -> header.putArray("x5c")
                            .add(Base64.getEncoder()
                                    .encodeToString(FOREIGN.getPublic().getEncoded())),
                    AsvsTokenTests::putForeignKey,
                    header -> header.put("kid", url),
                    header -> header.put("kid", url).put("jku", url));
            for (Consumer<ObjectNode> trick : tricks) {
                refused(genuine().withHeader(trick).signed(FOREIGN.getPrivate()));
            }
        } finally {
            attacker.stop(0);
        }
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "other",
                "../../../../dev/null",
                "/dev/null",
                "file:///dev/null",
                "' or 1=1 --",
                "a\u0000b",
                "*"
            })
    void v9_1_3_keyIdIsANameAndNothingElse(String id) {
        ForgedTokens token = genuine().withHeader(header -> header.put("kid", id));
        refused(token.signed());
        refused(token.withHeader(header -> header.put("alg", "HS256")).withMac(new byte[] {0}));
        refused(genuine().withHeader(header -> header.remove("kid")).signed());
    }

    @Test
    void v9_2_1_tokenHasItsTime() {
        long now = Instant.now().getEpochSecond();
        refused(genuine()
                .withClaims(claims -> claims.put("iat", now - 1200).put("exp", now - 600))
                .signed());
        refused(genuine().withClaims(claims -> claims.put("nbf", now + 3600)).signed());
        refused(genuine().withClaims(claims -> claims.remove("exp")).signed());
        refused(genuine().withClaims(claims -> claims.putNull("exp")).signed());
        refused(genuine().withClaims(claims -> claims.put("exp", "never")).signed());
        refused(genuine().withClaims(claims -> claims.put("exp", 1e18)).signed());
        refused(genuine().withClaims(claims -> claims.put("exp", now + 86_400)).signed());
        refused(genuine().withClaims(claims -> claims.remove("iat")).signed());
        refused(genuine()
                .withClaims(claims -> claims.put("iat", now + 3600).put("exp", now + 4200))
                .signed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "id+jwt", "rt+jwt", "logout+jwt", ""})
    void v9_2_2_anotherKindOfTokenIsRefused(String type) {
        refused(genuine().withHeader(header -> header.put("typ", type)).signed());
        refused(genuine().withHeader(header -> header.remove("typ")).signed());
    }

    @Test
    void v9_2_2_linkOfAMailIsNoAccessTokenAndTheReverse() {
        Person person = person();
        Answer session = signIn(person);
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        refused(mails.token(person.email(), MailTemplate.RESET_PASSWORD));

        String access = session.text("access_token");
        assertThat(send("POST", AUTH + "/reset-password", Map.of("token", access, "new_password", "zvkq-uwem-hgpt"))
                        .status())
                .isEqualTo(400);
        assertThat(send("POST", AUTH + "/verify-email", Map.of("token", access)).status())
                .isEqualTo(400);
        assertThat(send("POST", AUTH + "/mfa/verify", Map.of("mfa_token", access, "code", "000000"))
                        .status())
                .isIn(400, 401);
        assertThat(send(
                                "POST",
                                AUTH + "/mfa/verify",
                                Map.of("mfa_token", session.text("refresh_token"), "code", "000000"))
                        .outcome())
                .isEqualTo("401 mfa_challenge_expired");
        assertThat(send("GET", "/api/v1/items", null, "X-API-Key", access).status())
                .isEqualTo(401);
    }

    @Test
    void v9_2_3_tokenForSomebodyElseIsRefused() {
        refused(genuine().withClaims(claims -> claims.put("aud", "another")).signed());
        refused(genuine().withClaims(claims -> claims.put("aud", "")).signed());
        refused(genuine().withClaims(claims -> claims.put("aud", "GATEHOUSE")).signed());
        refused(genuine().withClaims(claims -> claims.remove("aud")).signed());
        refused(genuine().withClaims(claims -> claims.putArray("aud")).signed());
        refused(genuine()
                .withClaims(claims -> claims.putArray("aud").add("gatehouse").add("another"))
                .signed());
        refused(genuine()
                .withClaims(claims -> claims.put("iss", "https://evil.example"))
                .signed());
        refused(genuine()
                .withClaims(claims -> claims.put("client_id", "another"))
                .signed());
    }

    @Test
    void v9_2_4_issuedTokenNamesThisServiceAlone() {
        ForgedTokens issued = ForgedTokens.of(signIn(person()).text("access_token"));
        assertThat(issued.claims().path("aud").asString("")).isEqualTo("gatehouse");
        assertThat(issued.claims().propertyNames())
                .as("and nothing about who may do what")
                .containsExactlyInAnyOrder(
                        "iss", "aud", "sub", "client_id", "iat", "exp", "jti", "sid", "auth_time", "amr");
    }

    @Test
    void tokenIsGoodForTheSessionOfItsUserOnly() {
        TestUser other = users.signIn(SystemRole.ADMIN);
        refused(genuine()
                .withClaims(claims -> claims.put("sid", other.session().toString()))
                .signed());
        refused(genuine()
                .withClaims(claims -> claims.put("sub", other.id().toString()))
                .signed());
        refused(genuine().withClaims(claims -> claims.remove("sid")).signed());
        refused(genuine().withClaims(claims -> claims.put("sub", "1")).signed());
    }

    private ForgedTokens genuine() {
        return ForgedTokens.of(myself().token());
    }

    private void refused(String token) {
        assertThat(call(token).outcome()).as(token).isEqualTo("401 unauthenticated");
    }

    private int status(String token) {
        return call(token).status();
    }

    private Answer call(String token) {
        return send("GET", ME, null, bearer(token));
    }

    private static void putForeignKey(ObjectNode header) {
        RSAPublicKey key = (RSAPublicKey) FOREIGN.getPublic();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        header.putObject("jwk")
                .put("kty", "RSA")
                .put("n", base64.encodeToString(key.getModulus().toByteArray()))
                .put("e", base64.encodeToString(key.getPublicExponent().toByteArray()));
    }
}
