package dev.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.totp.Totp;
import dev.gatehouse.totp.TotpSecret;
import dev.gatehouse.totp.TotpSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

/** People who register, log in and out over HTTP. Each test makes its own, so that none depends on another. */
public abstract class IdentityTest extends HttpTest {

    protected static final String AUTH = "/api/v1/auth";
    protected static final String ME = "/api/v1/users/me";

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private RestTestClient http;

    @Autowired
    protected SentMails mails;

    @Autowired
    protected TestClock time;

    @Autowired
    protected Clock clock;

    private final Totp totp = new Totp(TotpSettings.defaults(), Instant::now);

    @AfterEach
    void putTheClockBack() {
        time.reset();
    }

    /** Somebody nobody knows yet. */
    protected static Person stranger(String kind) {
        String unique = kind + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return new Person(unique, unique + "@Example.com", "zvkq-uwem-" + UUID.randomUUID());
    }

    protected Answer register(Person person) {
        return send(
                "POST",
                AUTH + "/register",
                Map.of("username", person.username(), "email", person.email(), "password", person.password()));
    }

    /** Somebody who has registered and proven the address. */
    protected Person person() {
        Person person = stranger("p");
        assertThat(register(person).status()).isEqualTo(202);
        assertThat(verify(mails.token(person.email(), MailTemplate.VERIFY_EMAIL))
                        .status())
                .isEqualTo(204);
        return person;
    }

    /** Proves the address that a link was mailed to. */
    protected Answer verify(String token) {
        return send("POST", AUTH + "/verify-email", Map.of("token", token));
    }

    /** Moves an account to the address that a link was mailed to. */
    protected Answer confirm(String token) {
        return send("POST", ME + "/email/confirm", Map.of("token", token));
    }

    protected Answer logIn(Person person, String... headers) {
        return logIn(person.username(), person.password(), headers);
    }

    protected Answer logIn(String login, String password, String... headers) {
        return send("POST", AUTH + "/login", Map.of("login", login, "password", password), headers);
    }

    /** Logs in and holds that it worked. */
    protected Answer signIn(Person person) {
        Answer answer = logIn(person);
        assertThat(answer.text("status")).as(answer.outcome()).isEqualTo("authenticated");
        return answer;
    }

    protected Answer refresh(String token) {
        return send("POST", AUTH + "/refresh", Map.of("refresh_token", token));
    }

    /** Sets up a second factor; gives its secret and the recovery codes. */
    protected Factor enroll(Answer session) {
        Answer setup = send("POST", AUTH + "/setup-mfa", null, bearer(session));
        assertThat(setup.status()).as(setup.outcome()).isEqualTo(200);
        TotpSecret secret = TotpSecret.ofBase32(setup.text("secret"));
        Answer done = send("POST", AUTH + "/verify-mfa-setup", Map.of("code", code(secret, 0)), bearer(session));
        assertThat(done.status()).as(done.outcome()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        done.json().path("recovery_codes").forEach(code -> codes.add(code.asString()));
        // The next code is another one; waiting for it, or showing an older one, would depend on the moment.
        time.forward(Duration.ofMinutes(1));
        return new Factor(secret, codes);
    }

    /** What the authenticator shows some steps from now. */
    protected String code(TotpSecret secret, int steps) {
        return totp.code(secret, clock.instant().plusSeconds(30L * steps));
    }

    protected Answer send(String method, String uri, Object body, String... headers) {
        RestTestClient.RequestBodySpec request =
                http.method(HttpMethod.valueOf(method)).uri(uri);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (body == null) {
            return Answer.of(request.exchange());
        }
        return Answer.of(request.contentType(MediaType.APPLICATION_JSON)
                .body(body instanceof String text ? text : JSON.writeValueAsString(body))
                .exchange());
    }

    /** Sends what need not be JSON. */
    protected Answer sendText(String method, String uri, MediaType type, String body, String... headers) {
        RestTestClient.RequestBodySpec request =
                http.method(HttpMethod.valueOf(method)).uri(uri);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return Answer.of(request.contentType(type)
                .body(body.getBytes(StandardCharsets.US_ASCII))
                .exchange());
    }

    protected static String[] bearer(Answer session) {
        return bearer(session.text("access_token"));
    }

    protected static String[] bearer(String accessToken) {
        return new String[] {HttpHeaders.AUTHORIZATION, "Bearer " + accessToken};
    }

    /** Lets many do the same at the same moment. */
    protected static List<Answer> race(int racers, IntFunction<Answer> run) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            CyclicBarrier start = new CyclicBarrier(racers);
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                int racer = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return run.apply(racer);
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Somebody who uses the service. */
    public record Person(String username, String email, String password) {

        public Person with(String newPassword) {
            return new Person(username, email, newPassword);
        }
    }

    /** What somebody has in the phone and in the drawer. */
    public record Factor(TotpSecret secret, List<String> recoveryCodes) {}
}
