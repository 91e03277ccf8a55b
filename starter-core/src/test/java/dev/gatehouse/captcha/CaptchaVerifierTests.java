package dev.gatehouse.captcha;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptchaVerifierTests {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private volatile String answer = "{\"success\":true}";
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile boolean silent;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body, 0, silent ? 1 : body.length);
            exchange.getResponseBody().flush();
            if (silent) {
                await(end);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        end.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "RECAPTCHA,/recaptcha/api/siteverify,",
        "HCAPTCHA,/siteverify,&sitekey=site%2Bkey",
        "TURNSTILE,/turnstile/v0/siteverify,"
    })
    void asksEachProviderInItsForm(CaptchaProvider provider, String path, @Nullable String more) {
        CaptchaSettings settings = settings(provider, List.of(), 0, CaptchaFailurePolicy.REFUSE);

        assertThat(CaptchaVerifier.of(settings).verify(new CaptchaAttempt("to+ken", "2001:db8::1", null)))
                .isEqualTo(CaptchaVerdict.PASSED);
        assertThat(asked)
                .containsExactly("POST " + path + " application/x-www-form-urlencoded"
                        + " secret=se%26cret&response=to%2Bken&remoteip=2001%3Adb8%3A%3A1"
                        + (more == null ? "" : more));
    }

    @Test
    void namesTheLibraryThatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HttpCaptchaVerifier.requireReader(() -> {
                    throw new NoClassDefFoundError("com/nimbusds/jose/util/JSONObjectUtils");
                }))
                .withMessageContaining("com.nimbusds:nimbus-jose-jwt");
    }

    @Test
    void keepsTheAddressPrivateWhereItIsNotGiven() {
        verify(CaptchaProvider.TURNSTILE, List.of(), 0, null);

        assertThat(asked.get(0)).endsWith(" secret=se%26cret&response=token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "TURNSTILE|0|-|{'success':true}|PASSED",
                "TURNSTILE|0|-|{'success':false,'error-codes':['timeout-or-duplicate']}|REFUSED",
                "TURNSTILE|0|-|{'success':false}|REFUSED",
                "TURNSTILE|0|-|{'success':false,'error-codes':[null]}|REFUSED",
                "TURNSTILE|0|-|{'success':false,'error-codes':[null,'internal-error',7]}|UNAVAILABLE_REFUSED",
                "TURNSTILE|0|-|{'success':false,'error-codes':['invalid-input-response']}|REFUSED",
                "TURNSTILE|0|-|{'success':false,'error-codes':['invalid-input-secret']}|UNAVAILABLE_REFUSED",
                "TURNSTILE|0|-|{'success':false,'error-codes':['internal-error']}|UNAVAILABLE_REFUSED",
                "TURNSTILE|0|login|{'success':true,'action':'login'}|PASSED",
                "TURNSTILE|0|login|{'success':true,'action':'register'}|WRONG_ACTION",
                "TURNSTILE|0|login|{'success':true}|WRONG_ACTION",
                "HCAPTCHA|0|login|{'success':true}|PASSED",
                "HCAPTCHA|0|-|{'success':false,'error-codes':['sitekey-secret-mismatch']}|REFUSED",
                "HCAPTCHA|0|-|{'success':false,'error-codes':['bad-request']}|REFUSED",
                "RECAPTCHA|0|login|{'success':true}|PASSED",
                "RECAPTCHA|0.5|login|{'success':true,'action':'login','score':0.5}|PASSED",
                "RECAPTCHA|0.5|login|{'success':true,'action':'login','score':1}|PASSED",
                "RECAPTCHA|0.5|login|{'success':true,'action':'login','score':0.4}|LOW_SCORE",
                "RECAPTCHA|0.5|login|{'success':true,'action':'login'}|LOW_SCORE",
                "RECAPTCHA|0.5|login|{'success':true,'action':'login','score':'0.9'}|LOW_SCORE",
                "RECAPTCHA|0.5|login|{'success':true,'action':'other','score':0.9}|WRONG_ACTION",
                "RECAPTCHA|0.5|-|{'success':true,'action':'other','score':0.9}|PASSED",
                "RECAPTCHA|0|login|{'success':true,'action':'login','score':0.5}|PASSED",
                "RECAPTCHA|0|login|{'success':true,'action':'login','score':0.4}|LOW_SCORE",
                "RECAPTCHA|0|-|{'success':true,'action':'login','score':0.1}|LOW_SCORE",
                "RECAPTCHA|0|-|{'success':true,'score':'0.9'}|LOW_SCORE",
                "RECAPTCHA|0|login|{'success':true,'action':'other','score':0.9}|WRONG_ACTION",
                "RECAPTCHA|0|login|{'success':true,'action':'other'}|WRONG_ACTION",
                "RECAPTCHA|0|login|{'success':true,'score':0.9}|WRONG_ACTION",
                "RECAPTCHA|0.1|login|{'success':true,'action':'login','score':0.1}|PASSED",
                "HCAPTCHA|0|login|{'success':true,'score':0.1}|PASSED",
                "HCAPTCHA|0|login|{'success':true,'action':'other'}|WRONG_ACTION",
                "RECAPTCHA|0|-|{'success':'true'}|UNAVAILABLE_REFUSED",
                "RECAPTCHA|0|-|{}|UNAVAILABLE_REFUSED",
                "RECAPTCHA|0|-|[]|UNAVAILABLE_REFUSED",
                "RECAPTCHA|0|-|null|UNAVAILABLE_REFUSED",
                "RECAPTCHA|0|-|<html>|UNAVAILABLE_REFUSED"
            })
    void judgesTheAnswer(
            CaptchaProvider provider, double minScore, @Nullable String action, String json, CaptchaVerdict verdict) {
        answer = json.replace('\'', '"');

        assertThat(verify(provider, List.of(), minScore, action)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com,PASSED",
        "WWW.EXAMPLE.COM,PASSED",
        "example.com,WRONG_HOST",
        "www.example.com.evil.example,WRONG_HOST"
    })
    void acceptsATokenOfOurHostsOnly(String host, CaptchaVerdict verdict) {
        answer = "{\"success\":true,\"hostname\":\"" + host + "\"}";

        assertThat(verify(CaptchaProvider.HCAPTCHA, List.of("api.example.com", "www.Example.com"), 0, null))
                .isEqualTo(verdict);
    }

    @Test
    void refusesATokenWithoutAHostWhereHostsAreListed() {
        assertThat(verify(CaptchaProvider.HCAPTCHA, List.of("www.example.com"), 0, null))
                .isEqualTo(CaptchaVerdict.WRONG_HOST);
    }

    @Test
    void asksNobodyAboutATokenThatIsNone() {
        CaptchaVerifier verifier =
                CaptchaVerifier.of(settings(CaptchaProvider.TURNSTILE, List.of(), 0, CaptchaFailurePolicy.ADMIT));

        assertThat(verifier.verify(new CaptchaAttempt(null, null, null))).isEqualTo(CaptchaVerdict.MISSING);
        assertThat(verifier.verify(new CaptchaAttempt(" ", null, null))).isEqualTo(CaptchaVerdict.MISSING);
        assertThat(verifier.verify(new CaptchaAttempt("x".repeat(2049), null, null)))
                .isEqualTo(CaptchaVerdict.REFUSED);
        assertThat(asked).isEmpty();
        assertThat(verifier.verify(new CaptchaAttempt("x".repeat(2048), null, null)))
                .isEqualTo(CaptchaVerdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "' OR 1=1", "token\u0000", "t\u00f6ken", "a b", "{}", "%3C"})
    void refusesWhatNoProviderGivesAsATokenWithoutAsking(String token) {
        CaptchaVerifier verifier =
                CaptchaVerifier.of(settings(CaptchaProvider.TURNSTILE, List.of(), 0, CaptchaFailurePolicy.ADMIT));

        assertThat(verifier.verify(new CaptchaAttempt(token, null, null))).isEqualTo(CaptchaVerdict.REFUSED);
        assertThat(asked).isEmpty();
    }

    /** A firewall in front of the provider refuses what it takes for an attack, and whoever sends that must not pass. */
    @ParameterizedTest
    @CsvSource({
        "400, text/html, <html>, REFUSED",
        "403, text/html, <html>, REFUSED",
        "403, application/json, '{\"error\":\"forbidden\"}', REFUSED",
        "403, application/json, [], REFUSED",
        "414, text/plain, '', REFUSED",
        "400, application/json, '{\"success\":false}', REFUSED",
        "400, application/json, '{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}', UNAVAILABLE_ADMITTED",
        "401, text/html, <html>, UNAVAILABLE_ADMITTED",
        "404, text/html, <html>, UNAVAILABLE_ADMITTED",
        "407, text/html, <html>, UNAVAILABLE_ADMITTED",
        "408, text/html, <html>, UNAVAILABLE_ADMITTED",
        "429, text/html, <html>, UNAVAILABLE_ADMITTED",
        "503, text/html, <html>, UNAVAILABLE_ADMITTED"
    })
    void blamesTheClientForARefusalItMayHaveBroughtAbout(int status, String type, String body, CaptchaVerdict verdict) {
        this.status = status;
        this.type = type;
        this.answer = body;

        assertThat(verifyLeniently()).isEqualTo(verdict);
    }

    @Test
    void doesNotReadTheLongPageOfAFirewall() {
        status = 403;
        type = "text/html";
        answer = "x".repeat(20_000);

        assertThat(verifyLeniently()).isEqualTo(CaptchaVerdict.REFUSED);
    }

    private CaptchaVerdict verifyLeniently() {
        return CaptchaVerifier.of(settings(CaptchaProvider.TURNSTILE, List.of(), 0, CaptchaFailurePolicy.ADMIT))
                .verify(new CaptchaAttempt("token", null, null));
    }

    @ParameterizedTest
    @EnumSource(CaptchaFailurePolicy.class)
    void doesAsItIsToldWhenTheProviderIsGoneOrSilent(CaptchaFailurePolicy policy) {
        CaptchaVerdict expected = policy == CaptchaFailurePolicy.ADMIT
                ? CaptchaVerdict.UNAVAILABLE_ADMITTED
                : CaptchaVerdict.UNAVAILABLE_REFUSED;
        CaptchaSettings usual = settings(CaptchaProvider.TURNSTILE, List.of(), 0, policy);
        CaptchaVerifier hasty = CaptchaVerifier.of(new CaptchaSettings(
                usual.provider(), usual.secret(), null, List.of(), 0, Duration.ofMillis(300), policy, usual.baseUri()));
        CaptchaVerifier patient = CaptchaVerifier.of(usual);
        silent = true;
        assertThat(hasty.verify(new CaptchaAttempt("token", null, null))).isEqualTo(expected);
        silent = false;
        answer = "x".repeat(20_000);
        assertThat(patient.verify(new CaptchaAttempt("token", null, null))).isEqualTo(expected);
        server.stop(0);
        assertThat(patient.verify(new CaptchaAttempt("token", null, null))).isEqualTo(expected);
        assertThat(expected.admits()).isEqualTo(policy == CaptchaFailurePolicy.ADMIT);
    }

    @Test
    void keepsTheInterruptOfItsCaller() {
        Thread.currentThread().interrupt();

        assertThat(verify(CaptchaProvider.TURNSTILE, List.of(), 0, null)).isEqualTo(CaptchaVerdict.UNAVAILABLE_REFUSED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CaptchaVerdict.class)
    void admitsWhatPassedAndWhatItIsToldTo(CaptchaVerdict verdict) {
        assertThat(verdict.admits())
                .isEqualTo(verdict == CaptchaVerdict.PASSED || verdict == CaptchaVerdict.UNAVAILABLE_ADMITTED);
    }

    @Test
    void saysNoSecretAboutItself() {
        assertThat(CaptchaSettings.of(CaptchaProvider.TURNSTILE, "hush").toString())
                .doesNotContain("hush");
        assertThat(new CaptchaAttempt("hush", "192.0.2.1", "login").toString()).doesNotContain("hush");
        assertThat(CaptchaSettings.of(CaptchaProvider.HCAPTCHA, "x").baseUri())
                .isEqualTo(URI.create("https://api.hcaptcha.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "' ',0,PT1S,RECAPTCHA",
        "s,-0.1,PT1S,RECAPTCHA",
        "s,1.1,PT1S,RECAPTCHA",
        "s,NaN,PT1S,RECAPTCHA",
        "s,0,PT0S,RECAPTCHA",
        "s,0,PT-1S,RECAPTCHA",
        "s,0.5,PT1S,HCAPTCHA",
        "s,0.5,PT1S,TURNSTILE"
    })
    void refusesSettingsThatMakeNoSense(String secret, double score, Duration timeout, CaptchaProvider provider) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaptchaSettings(
                        provider,
                        secret,
                        null,
                        List.of(),
                        score,
                        timeout,
                        CaptchaFailurePolicy.REFUSE,
                        provider.baseUri()));
    }

    private CaptchaVerdict verify(
            CaptchaProvider provider, List<String> hosts, double minScore, @Nullable String action) {
        return CaptchaVerifier.of(settings(provider, hosts, minScore, CaptchaFailurePolicy.REFUSE))
                .verify(new CaptchaAttempt("token", null, action));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://captcha.example", "http://captcha_mock:8080", "captcha.example"})
    void refusesAnAddressThatCannotBeAsked(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaptchaSettings(
                        CaptchaProvider.TURNSTILE,
                        "secret",
                        null,
                        List.of(),
                        0,
                        Duration.ofSeconds(1),
                        CaptchaFailurePolicy.REFUSE,
                        URI.create(address)));
    }

    private CaptchaSettings settings(
            CaptchaProvider provider, List<String> hosts, double minScore, CaptchaFailurePolicy policy) {
        URI base = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
        return new CaptchaSettings(
                provider, "se&cret", "site+key", hosts, minScore, Duration.ofSeconds(10), policy, base);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
