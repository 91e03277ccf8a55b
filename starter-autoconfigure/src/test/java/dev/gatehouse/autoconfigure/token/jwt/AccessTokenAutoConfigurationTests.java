package dev.gatehouse.autoconfigure.token.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.autoconfigure.SecretPropertyException;
import dev.gatehouse.autoconfigure.environment.UnsafeEnvironmentException;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.token.jwt.AccessGrant;
import dev.gatehouse.token.jwt.JwtIssuer;
import dev.gatehouse.token.jwt.JwtSettings;
import dev.gatehouse.token.jwt.JwtVerifier;
import dev.gatehouse.token.jwt.KeyRing;
import dev.gatehouse.token.jwt.KeyRotation;
import dev.gatehouse.token.jwt.KeyState;
import dev.gatehouse.token.jwt.SigningAlgorithm;
import dev.gatehouse.token.jwt.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

@ExtendWith(OutputCaptureExtension.class)
class AccessTokenAutoConfigurationTests {

    private static final KeyPair PAIR = pair("EC", 256);
    private static final AccessGrant GRANT = new AccessGrant(
            UUID.randomUUID(), UUID.randomUUID(), Instant.ofEpochSecond(1_700_000_000), List.of("pwd"), null);

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(AccessTokenAutoConfiguration.class, ErrorFormatAutoConfiguration.class));
    private final WebApplicationContextRunner issuing = runner.withPropertyValues(
            "gatehouse.auth.jwt.issuer=https://api.example.com", "gatehouse.auth.jwt.algorithm=ES256");
    private final WebApplicationContextRunner keyed = issuing.withPropertyValues(
            "gatehouse.auth.jwt.keys[0].kid=k1",
            "gatehouse.auth.jwt.keys[0].private-key="
                    + pem("PRIVATE", PAIR.getPrivate().getEncoded()),
            "gatehouse.auth.jwt.keys[0].public-key="
                    + pem("PUBLIC", PAIR.getPublic().getEncoded()));

    @Test
    void isThereOnlyWhereAnIssuerIsNamed() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(JwtIssuer.class)
                .doesNotHaveBean(JwtDecoder.class)
                .doesNotHaveBean(CurrentKeys.class));
        issuing.withPropertyValues("gatehouse.auth.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(JwtIssuer.class));
        issuing.withClassLoader(new FilteredClassLoader("com.nimbusds"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("gatehouseJwtIssuer"));
    }

    @Test
    void issuesAndVerifiesWithTheConfiguredKeys() {
        keyed.withPropertyValues("gatehouse.environment.mode=production").run(context -> {
            String token = token(context);
            assertThat(context.getBean(JwtVerifier.class).verify(token).keyId()).isEqualTo("k1");
            assertThat(context.getBean(JwtVerifier.class).verify(token).grant()).isEqualTo(GRANT);
        });
    }

    @Test
    void verifiesByKeysOfAnotherAlgorithmWhileItIsChanged() {
        KeyPair old = pair("RSA", 2048);
        keyed.withPropertyValues(
                        "gatehouse.auth.jwt.keys[1].kid=k0",
                        "gatehouse.auth.jwt.keys[1].state=retiring",
                        "gatehouse.auth.jwt.keys[1].algorithm=RS256",
                        "gatehouse.auth.jwt.keys[1].public-key="
                                + pem("PUBLIC", old.getPublic().getEncoded()))
                .run(context -> assertThat(context.getBean(KeyRing.class).keys())
                        .extracting(SigningKey::algorithm)
                        .containsExactly(SigningAlgorithm.ES256, SigningAlgorithm.RS256));
    }

    @Test
    void readsKeysFromFiles(@TempDir Path folder) throws IOException {
        Path privateKey = Files.writeString(
                folder.resolve("a.pem"), pem("PRIVATE", PAIR.getPrivate().getEncoded()));
        keyed.withPropertyValues("gatehouse.auth.jwt.keys[0].private-key=" + privateKey.toUri())
                .run(context -> assertThat(context.getBean(JwtVerifier.class)
                                .verify(token(context))
                                .keyId())
                        .isEqualTo("k1"));
    }

    @ParameterizedTest
    @CsvSource({
        "kid, my key!, not a key id",
        "public-key, nonsense, PUBLIC KEY",
        "private-key, nonsense, PRIVATE KEY",
        "private-key, file:/nowhere.pem, No file"
    })
    void namesThePartOfAKeyThatIsWrong(String part, String value, String reason) {
        String property = "gatehouse.auth.jwt.keys[0]." + part;
        keyed.withPropertyValues(property + "=" + value).run(context -> assertRefused(context, property, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "kid, '', needs a kid",
        "kid, my key!, not a key id",
        "private-key, '', needs a kid",
        "private-key, c2hvcnQ=, 32",
        "private-key, no!, not Base64"
    })
    void namesThePartOfASharedSecretThatIsWrong(String part, String value, String reason) {
        String property = "gatehouse.auth.jwt.keys[0]." + part;
        issuing.withPropertyValues(
                        "gatehouse.auth.jwt.algorithm=HS256",
                        "gatehouse.auth.jwt.keys[0].kid=k1",
                        "gatehouse.auth.jwt.keys[0].private-key=une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ",
                        property + "=" + value)
                .run(context -> assertRefused(context, property, reason));
    }

    private static void assertRefused(ApplicationContext context, String property, String reason) {
        assertThatThrownBy(() -> token(context))
                .rootCause()
                .isInstanceOfSatisfying(SecretPropertyException.class, refused -> {
                    assertThat(refused.property()).isEqualTo(property);
                    assertThat(refused.reason()).contains(reason);
                });
    }

    @Test
    void makesAKeyUpForDevelopmentOnceThereIsATokenToSign(CapturedOutput output) {
        issuing.run(context -> {
            assertThat(context.getBeanFactory().containsSingleton("gatehouseKeyRing"))
                    .isFalse();
            assertThat(output).doesNotContain("A key");
            assertThat(context.getBean(JwtVerifier.class).verify(token(context)).grant())
                    .isEqualTo(GRANT);
            assertThat(output).contains("gatehouse.auth.jwt.keys is not set");
        });
    }

    @Test
    void refusesToMakeAKeyUpInProduction() {
        issuing.withPropertyValues("gatehouse.environment.mode=production")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                UnsafeEnvironmentException.class,
                                unsafe -> assertThat(unsafe.report().findings())
                                        .extracting(Finding::id)
                                        .containsExactly("AUTH002")));
        issuing.withPropertyValues("gatehouse.environment.mode=production")
                .withBean(
                        KeyRing.class,
                        () -> KeyRing.of(List.of(SigningKey.generate(SigningAlgorithm.ES256, KeyState.ACTIVE))))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void wantsExactlyOneKeyThatSigns() {
        keyed.withPropertyValues("gatehouse.auth.jwt.keys[0].state=retiring")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SecretPropertyException.class)
                        .hasMessageContaining("gatehouse.auth.jwt.keys"));
    }

    @Test
    void letsSpringSecurityVerifyByOurRules() {
        keyed.run(context -> {
            JwtDecoder decoder = context.getBean(JwtDecoder.class);
            Jwt jwt = decoder.decode(token(context));
            assertThat(jwt.getSubject()).isEqualTo(GRANT.subject().toString());
            assertThat(jwt.getIssuer()).hasToString("https://api.example.com");
            assertThat(jwt.getAudience()).containsExactly("gatehouse");
            assertThat(jwt.getClaimAsString("sid")).isEqualTo(GRANT.session().toString());
            assertThat(jwt.getClaimAsInstant("auth_time")).isEqualTo(GRANT.authTime());
            assertThat(jwt.getClaimAsStringList("amr")).containsExactly("pwd");
            assertThat(jwt.getHeaders()).containsEntry("kid", "k1");
            assertThat(jwt.getClaims()).doesNotContainKey("act");
            assertThatThrownBy(() -> decoder.decode("a.b.c"))
                    .isInstanceOf(BadJwtException.class)
                    .hasMessage("The access token is invalid.");
        });
        keyed.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(JwtIssuer.class));
    }

    @Test
    void givesWayToADecoderOfTheService() {
        JwtDecoder own = token -> {
            throw new BadJwtException("none");
        };
        keyed.withBean(JwtDecoder.class, () -> own)
                .run(context -> assertThat(context.getBean(JwtDecoder.class)).isSameAs(own));
    }

    @Test
    void publishesThePublicHalvesAlsoOfAKeyThatIsAboutToSign() {
        keyed.run(context -> {
            context.getBean(KeyRotation.class).publish(SigningKey.generate(SigningAlgorithm.ES256, KeyState.PENDING));
            MockHttpServletResponse response = answer(context, "GET");
            assertThat(response.getHeader("Cache-Control")).isEqualTo("max-age=300");
            assertThat(response.getContentType()).isEqualTo("application/jwk-set+json");
            JWKSet keys = parse(response.getContentAsString());
            assertThat(keys.size()).isEqualTo(2);
            assertThat(keys.containsNonPublicKeys()).isFalse();
            assertThat(answer(context, "HEAD").getContentAsString()).isEmpty();
            MockHttpServletResponse refused = answer(context, "POST");
            assertThat(refused.getStatus()).isEqualTo(405);
            assertThat(refused.getHeader("Allow")).isEqualTo("GET, HEAD");
        });
    }

    @Test
    void readsASharedSecretOfSeveralLines() {
        issuing.withPropertyValues(
                        "gatehouse.auth.jwt.algorithm=HS256",
                        "gatehouse.auth.jwt.keys[0].kid=k1",
                        "gatehouse.auth.jwt.keys[0].private-key=une0xGEg72dVqwsl\n Io8ecE5XoBsgSwNu\r\n6EGztGuTPbQ\n")
                .run(context -> assertThat(token(context)).isNotEmpty());
    }

    @Test
    void publishesNoSharedSecret() {
        issuing.withPropertyValues(
                        "gatehouse.auth.jwt.algorithm=HS256",
                        "gatehouse.auth.jwt.keys[0].kid=k1",
                        "gatehouse.auth.jwt.keys[0].private-key=une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ")
                .run(context -> {
                    assertThat(context.getBean(JwtVerifier.class)
                                    .verify(token(context))
                                    .keyId())
                            .isEqualTo("k1");
                    assertThat(answer(context, "GET").getContentAsString()).isEmpty();
                });
        issuing.withPropertyValues("gatehouse.auth.jwt.algorithm=HS256")
                .run(context -> assertThatThrownBy(() -> token(context))
                        .rootCause()
                        .isInstanceOf(SecretPropertyException.class));
    }

    @Test
    void givesWayToSettingsOfTheService() {
        keyed.withBean(JwtSettings.class, () -> JwtSettings.of("https://other.example.com"))
                .run(context -> assertThat(context.getBean(JwtDecoder.class)
                                .decode(token(context))
                                .getIssuer())
                        .hasToString("https://other.example.com"));
    }

    private static String token(ApplicationContext context) {
        return context.getBean(JwtIssuer.class).issue(GRANT).value();
    }

    private static MockHttpServletResponse answer(ApplicationContext context, String method) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        context.getBean("gatehouseJwksFilterRegistration", FilterRegistrationBean.class)
                .getFilter()
                .doFilter(new MockHttpServletRequest(method, JwksFilter.PATH), response, new MockFilterChain());
        return response;
    }

    private static JWKSet parse(String json) {
        try {
            return JWKSet.parse(json);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair(String family, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + kind
                + " KEY-----\n";
    }
}
