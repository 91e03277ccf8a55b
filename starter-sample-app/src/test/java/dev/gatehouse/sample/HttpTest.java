package dev.gatehouse.sample;

import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A running server, a database of its own, in memory or on a {@link PostgresServer}, and a user who has nothing yet. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // In memory, with names and nulls as PostgreSQL sees them.
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
            "spring.datasource.hikari.minimum-idle=1",
            "spring.servlet.multipart.max-file-size=64KB",
            // All tests come from one address within a minute.
            "gatehouse.rate-limit.enabled=false",
            // Tests run jobs when they need them.
            "gatehouse.sample.jobs.enabled=false",
            // What a deployment has to bring; dev makes it up.
            "ROOT_SECRET=une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ=",
            "PUBLIC_URL=https://api.example.com",
            "SMTP_HOST=localhost",
            "MAIL_FROM=no-reply@example.com",
            "gatehouse.sample.admin-email=admin@example.org",
            "gatehouse.sample.admin-password=zvkq-uwem-hgpt-4711",
            // What logs in many times, and in no hurry on a busy machine.
            "gatehouse.auth.password.argon2.preset=unsafe-for-tests",
            "gatehouse.auth.password.argon2.max-wait=1m",
            // The same whatever the service is called.
            "gatehouse.auth.password.context-words=gatehouse",
            // They fail at many accounts, too.
            "gatehouse.auth.lockout.ip.max-failures=0",
            // The doors of operators and Prometheus are shut without; Spring Boot exports nothing in tests.
            "HEALTH_TOKEN=" + HttpTest.HEALTH_TOKEN,
            "METRICS_TOKEN=" + HttpTest.METRICS_TOKEN,
            "management.prometheus.metrics.export.enabled=true",
            // Nobody waits for the end of a test.
            "gatehouse.drain.delay=0s",
            "gatehouse.sample.files.directory=target/test-files/${random.uuid}",
            "gatehouse.sample.development.secret-file=target/test-files/${random.uuid}/root-secret",
            // Each mention of the directory above is another one.
            "gatehouse.health.storage.paths=target"
        })
@AutoConfigureRestTestClient
@Import({TestUsers.class, SentMails.class, TestClock.class})
public abstract class HttpTest {

    protected static final String HEALTH_TOKEN = "a-token-for-operators";
    protected static final String METRICS_TOKEN = "a-token-for-prometheus";

    @Autowired
    private RestTestClient server;

    @Autowired
    protected TestUsers users;

    private @Nullable TestUser me;

    /** A key that tests have as well, to forge tokens; made once, not with each service. */
    @DynamicPropertySource
    static void signingKey(DynamicPropertyRegistry properties) {
        properties.add("JWT_KEY", SigningKeys::pem);
        properties.add("gatehouse.auth.jwt.keys[0].private-key", SigningKeys::pem);
    }

    /** A user of this test alone. */
    protected synchronized TestUser myself() {
        if (me == null) {
            me = users.signIn(SystemRole.USER);
        }
        return me;
    }

    protected RestTestClient me() {
        return as(myself());
    }

    protected RestTestClient stranger() {
        return as(users.signIn(SystemRole.USER));
    }

    protected RestTestClient anonymous() {
        return server;
    }

    protected RestTestClient as(TestUser user) {
        return server.mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + user.token())
                .build();
    }

    protected RestTestClient withApiKey(String key) {
        return server.mutate().defaultHeader("X-API-Key", key).build();
    }

    protected ResponseSpec get(String uri) {
        return me().get().uri(uri).exchange();
    }

    protected ResponseSpec delete(String uri) {
        return me().delete().uri(uri).exchange();
    }

    protected ResponseSpec post(String uri, String json) {
        return me().post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    protected ResponseSpec patch(String uri, String json) {
        return me().patch()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    /** Sends a form with one file in it. */
    protected ResponseSpec upload(String uri, String part, String name, MediaType type, byte[] content) {
        return upload(myself(), uri, part, name, type, content);
    }

    protected ResponseSpec upload(TestUser user, String uri, String part, String name, MediaType type, byte[] content) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type);
        Resource file = new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        };
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add(part, new HttpEntity<>(file, headers));
        return as(user).post()
                .uri(uri)
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .exchange();
    }

    /** Holds that the request was refused in the one error format. */
    protected static void refused(ResponseSpec response, HttpStatus status) {
        response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** Holds that the request was refused for this reason. */
    protected static void refused(ResponseSpec response, HttpStatus status, String errorCode) {
        refused(response, status);
        response.expectBody().jsonPath("$.error_code").isEqualTo(errorCode);
    }
}
