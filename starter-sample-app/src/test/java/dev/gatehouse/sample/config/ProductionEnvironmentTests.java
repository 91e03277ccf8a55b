package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.SigningKeys;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the environment check says about this service in production: started as it is deployed, in a process of its own. */
class ProductionEnvironmentTests {

    private static final String PROFILE = "--spring.profiles.active=";
    private static final String PRODUCTION = PROFILE + "prod";
    private static final String CHECK_ONLY = "--gatehouse.environment.check-only";
    private static final String NOTHING_FOUND = "Environment check (production): nothing found.\n";
    private static final String SECRET_VALUE = "une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ";

    /** As documented in docs/environment-check.md. */
    private static final Map<String, String> SAFE = Map.ofEntries(
            Map.entry("DATABASE_URL", "jdbc:postgresql://db.example.com:5432/shop?sslmode=verify-full"),
            Map.entry("DATABASE_USERNAME", "shop"),
            Map.entry("DATABASE_PASSWORD", SECRET_VALUE),
            Map.entry("ROOT_SECRET", "Zr7dW3oVh0kqJm1p5u2Yc8xN4bT6gLsE9aRfQvUiHyo="),
            Map.entry("JWT_KEY", SigningKeys.pem()),
            Map.entry("PUBLIC_URL", "https://api.example.com"),
            Map.entry("APP_URL", "https://app.example.com"),
            Map.entry("SMTP_HOST", "mail.example.com"),
            Map.entry("MAIL_FROM", "Shop <no-reply@example.com>"),
            Map.entry("GATEHOUSE_SAMPLE_ADMIN_EMAIL", "ada@example.com"),
            Map.entry("GATEHOUSE_SAMPLE_ADMIN_PASSWORD", "Zq4mT8wXc2RkVn6yHs0LpJd3"),
            Map.entry("REDIS_URL", "rediss://shop:" + SECRET_VALUE + "-0@redis.example.com:6380"),
            Map.entry("CAPTCHA_PROVIDER", "turnstile"),
            Map.entry("CAPTCHA_SECRET", "0x4AAAAAAAx7Qd2vKpW9sLzYbN3mRtGhJcE"),
            Map.entry("ALLOWED_HOSTS", "api.example.com"),
            Map.entry("CORS_ALLOWED_ORIGINS", "https://app.example.com"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void unsafeDeploymentDoesNotStartAndOpensNothing(String profile) throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                ServerSocket database = new ServerSocket(0)) {
            Map<String, String> unsafe = unsafe();
            unsafe.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + database.getLocalPort() + "/shop");
            // Whoever opened this port would fail at it and say so.
            unsafe.put("server.port", String.valueOf(taken.getLocalPort()));
            SampleProcess process = SampleProcess.run(SAFE, PROFILE + profile, file(unsafe));

            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output())
                    .containsOnlyOnce("APPLICATION FAILED TO START")
                    .doesNotContain("already in use", "Tomcat initialized", "HikariPool", "GEHEIM");
            String report = process.output().substring(process.output().indexOf("APPLICATION FAILED TO START"));
            assertThat(report).containsOnlyOnce("Environment check (production): ");
            long findings = report.lines()
                    .filter(line -> line.matches("  (ERROR|WARNING|INFO) .*"))
                    .count();
            assertThat(findings).isGreaterThanOrEqualTo(25);
            database.setSoTimeout(1);
            assertThat(isAsked(database)).isFalse();
        }
    }

    @Test
    void everyRemedyAppliedAsWrittenMakesItsFindingGoAway() throws IOException {
        Map<String, String> unsafe = unsafe();
        SampleProcess before = check(unsafe);
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.output()).doesNotContain("GEHEIM");
        List<JsonNode> findings = findings(before);
        assertThat(findings).hasSizeGreaterThanOrEqualTo(25);
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.path("changes").size()).isPositive();
        });

        SampleProcess after = check(repaired(unsafe, findings));
        assertThat(findings(after)).isEmpty();
        assertThat(after.exitCode()).isZero();
    }

    @Test
    void documentedSafeEnvironmentHasNoFinding() {
        SampleProcess process = SampleProcess.run(SAFE, PRODUCTION, CHECK_ONLY);
        assertThat(process.output()).isEqualTo(NOTHING_FOUND);
        assertThat(process.exitCode()).isZero();
    }

    @Test
    void documentedDifferenceOfStagingIsItsOnlyOne() {
        SampleProcess process = SampleProcess.run(SAFE, PROFILE + "staging", CHECK_ONLY);
        assertThat(process.output()).startsWith(NOTHING_FOUND).contains("DEV004", "docs:read");
        assertThat(process.exitCode()).isZero();
    }

    @Test
    void sharedRateLimitsMayBeLeftOut() {
        assertThat(checkWithout(PRODUCTION, "REDIS_URL").output()).isEqualTo(NOTHING_FOUND);
    }

    @Test
    void redisNeedsAPasswordAndTls() {
        Map<String, String> variables = new HashMap<>(SAFE);
        variables.put("REDIS_URL", "redis://redis.example.com:6379");
        SampleProcess process = SampleProcess.run(variables, PRODUCTION, CHECK_ONLY);
        assertThat(process.output()).contains("RED001", "RED002");
        assertThat(process.exitCode()).isEqualTo(1);
    }

    @Test
    void redisBehindAPlaceholderThatNobodyFillsIsReportedWithoutItsPassword() {
        Map<String, String> variables = new HashMap<>(SAFE);
        variables.put("REDIS_URL", "rediss://shop:GEHEIM${x}@redis.example.com:6380");
        SampleProcess process = SampleProcess.run(variables, PRODUCTION, CHECK_ONLY);
        assertThat(process.output())
                .startsWith("Environment check (production): ")
                .contains("CFG004", "gatehouse.rate-limit.redis.uris")
                .doesNotContain("GEHEIM");
        assertThat(process.exitCode()).isEqualTo(1);
    }

    @Test
    void captchaMayBeLeftOut() {
        SampleProcess process = checkWithout(PRODUCTION, "CAPTCHA_PROVIDER", "CAPTCHA_SECRET");

        assertThat(process.output())
                .startsWith("Environment check (production): 1 note.")
                .contains("AUTH006");
        assertThat(process.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void secretsThatAreMissingAreFoundBeforeADatabaseIsAsked(String profile) {
        SampleProcess process = checkWithout(PROFILE + profile, "JWT_KEY", "ROOT_SECRET");

        assertThat(process.output())
                .contains("AUTH002", "gatehouse.auth.jwt.keys[0].private-key", "gatehouse.auth.root-secret");
        assertThat(process.exitCode()).isEqualTo(1);
    }

    private static SampleProcess checkWithout(String profile, String... missing) {
        Map<String, String> variables = new HashMap<>(SAFE);
        List.of(missing).forEach(variables::remove);
        return SampleProcess.run(variables, profile, CHECK_ONLY);
    }

    @Test
    void passwordOfTheDatabaseMayComeFromAFile() throws IOException {
        Path secret = Files.writeString(directory.resolve("database_password"), SECRET_VALUE + "\n");
        Map<String, String> variables = new HashMap<>(SAFE);
        variables.remove("DATABASE_PASSWORD");
        variables.put("DATABASE_PASSWORD_FILE", secret.toString());
        SampleProcess process = SampleProcess.run(variables, PRODUCTION, CHECK_ONLY);
        assertThat(process.output()).isEqualTo(NOTHING_FOUND);
    }

    private static boolean isAsked(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            return client.isConnected();
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private SampleProcess check(Map<String, String> properties) throws IOException {
        return SampleProcess.run(SAFE, PRODUCTION, CHECK_ONLY, "--gatehouse.environment.format=json", file(properties));
    }

    private static List<JsonNode> findings(SampleProcess process) {
        List<JsonNode> findings = new ArrayList<>();
        new JsonMapper().readTree(process.output()).path("findings").forEach(findings::add);
        return findings;
    }

    private static Map<String, String> unsafe() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(
                new ClassPathResource("unsafe-production.properties").getContentAsString(StandardCharsets.UTF_8)));
        Map<String, String> unsafe = new LinkedHashMap<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            unsafe.put(name, properties.getProperty(name));
        }
        return unsafe;
    }

    private String file(Map<String, String> properties) throws IOException {
        Properties written = new Properties();
        written.putAll(properties);
        Path file = Files.createTempFile(directory, "production", ".properties");
        try (var out = Files.newOutputStream(file)) {
            written.store(out, null);
        }
        return "--spring.config.additional-location=file:" + file;
    }

    private static Map<String, String> repaired(Map<String, String> properties, List<JsonNode> findings) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        int secrets = 0;
        for (JsonNode finding : findings) {
            for (JsonNode change : finding.path("changes")) {
                String property = change.path("property").asString();
                String to = change.path("to").asString();
                switch (change.path("kind").asString()) {
                    case "set" ->
                        changed.put(property, to.equals("<a new secret>") ? SECRET_VALUE + "-" + secrets++ : to);
                    case "remove" -> changed.remove(property);
                    case "append" -> changed.computeIfPresent(property, (name, value) -> value + to);
                    case "replace" ->
                        changed.computeIfPresent(
                                property,
                                (name, value) ->
                                        value.replace(change.path("from").asString(), to));
                    case "rename" -> {
                        String value = changed.remove(property);
                        if (value != null) {
                            changed.put(to, value);
                        }
                    }
                    default -> throw new IllegalStateException(change.toString());
                }
            }
        }
        return changed;
    }
}
