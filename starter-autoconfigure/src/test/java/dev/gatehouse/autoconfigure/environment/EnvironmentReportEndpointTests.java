package dev.gatehouse.autoconfigure.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.environment.Report;
import dev.gatehouse.environment.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see over HTTP, and that no value of a secret gets out on any way. */
@ExtendWith(OutputCaptureExtension.class)
class EnvironmentReportEndpointTests {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=environmentreport";

    /** Weak, equal, short, in URLs and under old names: everything that makes findings about secrets. */
    private static final List<String> MARKED = List.of(
            "shop.jwt.secret=GEHEIM-short",
            "shop.csrf.secret=GEHEIM-changeme-GEHEIM-changeme-GEHEIM",
            "shop.session.secret=GEHEIMGEHEIMGEHEIMGEHEIMGEHEIMGEHEIM",
            "shop.other.secret=GEHEIMGEHEIMGEHEIMGEHEIMGEHEIMGEHEIM",
            "shop.partner.api-key=GEHEIM-api-key-changeme",
            "spring.datasource.password=GEHEIM7",
            "spring.datasource.url=jdbc:postgresql://GEHEIM:GEHEIM@db.example.com/shop?password=GEHEIM",
            "spring.data.redis.url=redis://GEHEIM:GEHEIM@redis.example.com",
            "spring.redis.password=GEHEIM-old",
            "spring.security.user.password=GEHEIM-user",
            "gatehouse.rate-limit.redis.uris=redis://:GEHEIM@redis.example.com",
            "gatehouse.rate-limit.redis.pasword=GEHEIM-misspelt",
            "spring.mail.password=${SHOP_MISSING_1}-GEHEIM");

    @AfterEach
    void exitAndLogAsUsual() {
        ProcessExit.use(System::exit);
        System.clearProperty("CONSOLE_LOG_THRESHOLD");
    }

    @Test
    void isNotExposedByDefault() {
        try (RunningService service = RunningService.start(Nothing.class)) {
            assertThat(service.get("/actuator/environmentreport").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void showsFindingsOfPropertiesAndBeans() {
        try (RunningService service = RunningService.start(
                Nothing.class, EXPOSED, "gatehouse.rate-limit.instances=3", "spring.jpa.show-sql=true")) {
            var answer = service.get("/actuator/environmentreport");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            List<String> ids = new ArrayList<>();
            for (JsonNode finding : new JsonMapper().readTree(answer.body()).path("findings")) {
                ids.add(finding.path("id").asString());
            }
            assertThat(ids).contains("DB003", "RL001", "WEB002");
        }
    }

    @Test
    void countsFindingsInTheMetrics() {
        try (RunningService service =
                RunningService.start(Nothing.class, "gatehouse.rate-limit.instances=3", "spring.jpa.show-sql=true")) {
            MeterRegistry registry = service.context().getBean(MeterRegistry.class);
            Report report =
                    service.context().getBean(EnvironmentInspection.class).report();
            for (Severity severity : Severity.values()) {
                assertThat(registry.get("gatehouse.environment.findings")
                                .tag("severity", severity.name().toLowerCase(Locale.ROOT))
                                .gauge()
                                .value())
                        .isEqualTo(report.count(severity));
            }
            assertThat(report.findings()).isNotEmpty();
        }
    }

    @Test
    void isGuardedLikeTheOthers() {
        try (RunningService service = RunningService.startSecured(Nothing.class, EXPOSED)) {
            assertThat(service.get("/actuator/environmentreport").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void noSecretIsInAnyOutputOfAStartOrInTheEndpoint(CapturedOutput output) {
        List<String> properties = new ArrayList<>(MARKED);
        properties.add(EXPOSED);
        // Nothing connects to Redis, since the limit counts in memory.
        try (RunningService service = RunningService.start(Nothing.class, properties.toArray(String[]::new))) {
            assertThat(service.get("/actuator/environmentreport").body())
                    .contains("SEC002", "SEC003", "SEC004", "SEC005", "SEC009", "DB001", "CFG001", "CFG003", "CFG004")
                    .doesNotContain("GEHEIM");
        }
        assertThat(output.getAll()).contains("SEC002", "Gatehouse").doesNotContain("GEHEIM");
    }

    @Test
    void noSecretIsInTheReportOfARefusedStart(CapturedOutput output) {
        List<String> properties = new ArrayList<>(MARKED);
        properties.add("spring.profiles.active=prod");
        Throwable refused =
                catchThrowable(() -> RunningService.start(Nothing.class, properties.toArray(String[]::new)));
        assertThat(refused).isInstanceOf(UnsafeEnvironmentException.class).hasMessageContaining("SEC005");
        StringWriter trace = new StringWriter();
        refused.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("GEHEIM");
        assertThat(output.getAll()).contains("SEC005").doesNotContain("GEHEIM");
    }

    @Test
    void noSecretIsInTheOutputOfCheckOnly(CapturedOutput output) {
        ProcessExit.use(code -> {});
        for (String format : List.of("text", "json")) {
            List<String> arguments = new ArrayList<>(
                    MARKED.stream().map(property -> "--" + property).toList());
            arguments.add("--gatehouse.environment.check-only");
            arguments.add("--gatehouse.environment.format=" + format);
            arguments.add("--spring.profiles.active=prod");
            new SpringApplicationBuilder(Nothing.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments.toArray(String[]::new))
                    .close();
        }
        assertThat(output.getAll()).contains("SEC005", "\"SEC005\"").doesNotContain("GEHEIM");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
