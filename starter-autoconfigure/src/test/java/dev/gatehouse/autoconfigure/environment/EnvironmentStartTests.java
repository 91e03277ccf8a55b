package dev.gatehouse.autoconfigure.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.autoconfigure.testing.UsualLogs;
import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.PlaceholderResolutionException;
import tools.jackson.databind.json.JsonMapper;

/** What a start does with what was found. */
@ExtendWith(OutputCaptureExtension.class)
class EnvironmentStartTests {

    private static final String UNSAFE = "spring.flyway.clean-disabled=false";

    @AfterEach
    void exitAndLogAsUsual() {
        ProcessExit.use(System::exit);
        UsualLogs.forgetFormats();
    }

    @AfterAll
    static void restoreLogs() {
        UsualLogs.restore();
    }

    @Test
    void unsafeProductionDoesNotStartAndShowsAllFindingsAtOnce(CapturedOutput output) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            UnsafeEnvironmentException refused = catchThrowableOfType(
                    UnsafeEnvironmentException.class,
                    () -> RunningService.start(
                            Nothing.class,
                            // Whoever opened the port would fail at it and say so.
                            "server.port=" + taken.getLocalPort(),
                            "spring.profiles.active=prod",
                            "management.endpoint.env.show-values=always",
                            "debug=true",
                            UNSAFE));
            assertThat(refused.report().findings())
                    .extracting(Finding::id)
                    .contains("DB006", "ACT002", "DEV003", "WEB002", "WEB003", "LOG001");
        }
        assertThat(output.getAll())
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .contains("Environment check (production): 2 errors, ", "DB006  spring.flyway.clean-disabled")
                .contains("gatehouse.environment.suppress")
                .doesNotContain("already in use", "Tomcat initialized");
    }

    @Test
    void reportsInTheConfiguredLogFormat(CapturedOutput output) {
        assertThat(catchThrowable(() ->
                        start("spring.profiles.active=production", "logging.structured.format.console=ecs", UNSAFE)))
                .isInstanceOf(UnsafeEnvironmentException.class);
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains("DB006"))
                        .toList())
                .singleElement()
                .satisfies(line -> assertThat(new JsonMapper().readValue(line, Map.class))
                        .extractingByKey("message")
                        .asString()
                        .contains("Environment check (production)"));
    }

    @Test
    void warnsElsewhereAndStarts(CapturedOutput output) {
        try (RunningService service = start(UNSAFE)) {
            assertThat(service.get("/none").statusCode()).isEqualTo(404);
        }
        assertThat(output.getOut())
                .contains("Environment check (not production): 1 warning.", "DB006")
                .doesNotContain("WEB002");
    }

    @Test
    void whatRefersToItselfAndIsNotReadStopsNoStart() {
        try (RunningService service = start("shop.search.path=${shop.search.path}:/opt/x")) {
            assertThat(service.get("/none").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void productionIsSaidByThePropertyToo() {
        assertThat(catchThrowable(() -> start("gatehouse.environment.mode=production", UNSAFE)))
                .isInstanceOf(UnsafeEnvironmentException.class);
    }

    @Test
    void developmentWinsOverTheProfile(CapturedOutput output) {
        start("spring.profiles.active=prod", "gatehouse.environment.mode=development", UNSAFE)
                .close();
        assertThat(output.getOut()).contains("Environment check (not production)");
    }

    @Test
    void modeOffChecksNothing(CapturedOutput output) {
        start("spring.profiles.active=prod", "gatehouse.environment.mode=off", UNSAFE)
                .close();
        assertThat(output.getOut()).doesNotContain("Environment check", "insecure");
    }

    @Test
    void gatehouseOffChecksNothing(CapturedOutput output) {
        start("spring.profiles.active=prod", "gatehouse.enabled=false", UNSAFE).close();
        assertThat(output.getOut()).doesNotContain("Environment check", "insecure");
    }

    @Test
    void warningsStopTheStartIfWanted() {
        assertThat(catchThrowable(() -> start("spring.profiles.active=prod", "gatehouse.environment.fail-on=warning")))
                .isInstanceOf(UnsafeEnvironmentException.class);
    }

    @Test
    void suppressedFindingsDoNotStopTheStartAndShowTheirReason(CapturedOutput output) {
        start(
                        "spring.profiles.active=prod",
                        UNSAFE,
                        "gatehouse.environment.suppress[0].id=DB006",
                        "gatehouse.environment.suppress[0].reason=Trainees reset it daily",
                        "gatehouse.environment.suppress[0].until=2999-01-01")
                .close();
        assertThat(output.getOut()).contains("Trainees reset it daily (until 2999-01-01)");
    }

    @Test
    void expiredSuppressionNoLongerCountsAndSaysSo() {
        assertThat(catchThrowable(() -> start(
                        "spring.profiles.active=prod",
                        UNSAFE,
                        "gatehouse.environment.suppress[0].id=DB006",
                        "gatehouse.environment.suppress[0].reason=Until the move",
                        "gatehouse.environment.suppress[0].until=2020-01-01")))
                .hasMessageContaining("No longer suppressed:\n  DB006 since 2020-01-01: Until the move");
    }

    @Test
    void checkOnlyPrintsTheReportAndExitsWithoutStarting(CapturedOutput output) {
        List<Integer> codes = exits();
        run("--gatehouse.environment.check-only", "--spring.profiles.active=prod", "--" + UNSAFE);
        assertThat(codes).first().isEqualTo(1);
        assertThat(output.getOut()).startsWith("Environment check (production): 1 error,");
    }

    /** As a variable of a container or a placeholder without a value leaves it. */
    @Test
    void anEmptyPropertyKeepsNoServiceFromStarting() {
        List<Integer> codes = exits();
        start("gatehouse.environment.check-only=").close();
        assertThat(codes).isEmpty();
    }

    @Test
    void checkOnlyExitsWithZeroIfAllIsWell(CapturedOutput output) {
        List<Integer> codes = exits();
        run("--gatehouse.environment.check-only=true", "--spring.profiles.active=dev");
        assertThat(codes).first().isEqualTo(0);
        assertThat(output.getOut()).startsWith("Environment check (not production): ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gatehouse.enabled=false", "--gatehouse.environment.mode=off"})
    void checkOnlyChecksWhateverIsSwitchedOff(String off, CapturedOutput output) {
        List<Integer> codes = exits();
        run("--gatehouse.environment.check-only", "--spring.profiles.active=prod", "--" + UNSAFE, off);
        assertThat(codes).first().isEqualTo(1);
        assertThat(output.getOut()).startsWith("Environment check (production): ");
    }

    @Test
    void checkOnlyReportsASwitchThatLoggingReadsBeforeIt(CapturedOutput output) {
        exits();
        run("--gatehouse.environment.check-only", "--gatehouse.request-id.enabled=${SHOP_SWITCH}");
        assertThat(output.getOut()).contains("CFG004  gatehouse.request-id.enabled");
    }

    @Test
    void checkOnlyNamesAllValuesThatCannotBeUsed(CapturedOutput output) {
        List<Integer> codes = exits();
        // Where the exit ends the process nothing comes behind it.
        assertThat(catchThrowable(() -> new SpringApplicationBuilder(Nothing.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--gatehouse.environment.check-only",
                                "--gatehouse.request-limits.timeout=abc",
                                "--gatehouse.drain.delay=-5s")))
                .isNotNull();
        assertThat(codes).first().isEqualTo(1);
        assertThat(output.getOut())
                .startsWith("Environment check (not production): 2 errors, ")
                .contains("CFG006  gatehouse.request-limits.timeout", "CFG006  gatehouse.drain.delay");
    }

    @Test
    void aStartThatFailsAtOneValueNamesTheOthers(CapturedOutput output) {
        assertThat(catchThrowable(
                        () -> start("gatehouse.request-limits.timeout=abc", "gatehouse.rate-limit.default-limit=lots")))
                .isNotNull();
        assertThat(output.getOut())
                .contains("CFG006  gatehouse.request-limits.timeout", "CFG006  gatehouse.rate-limit.default-limit");
    }

    @Test
    void checkOnlyWritesJsonForPrograms(CapturedOutput output) throws Exception {
        exits();
        run(
                "--gatehouse.environment.check-only",
                "--gatehouse.environment.format=json",
                "--spring.profiles.active=prod",
                "--" + UNSAFE);
        String json = output.getOut().lines().findFirst().orElseThrow();
        assertThat(new JsonMapper().readTree(json).at("/findings/0/id").asString())
                .isEqualTo("DB006");
        assertThat(new JsonMapper().readTree(json).at("/findings/0/origin").asString())
                .isEqualTo("command line, --spring.flyway.clean-disabled");
    }

    @Test
    void generatesASecretAndExits(CapturedOutput output) {
        List<Integer> codes = exits();
        run("--gatehouse.environment.generate-secret", "--gatehouse.environment.mode=off");
        assertThat(codes).first().isEqualTo(0);
        assertThat(output.getOut().lines().findFirst().orElseThrow()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void aStrayPropertyDoesNotGenerateASecret() {
        List<Integer> codes = exits();
        start("gatehouse.environment.generate-secret=true").close();
        assertThat(codes).isEmpty();
    }

    @Test
    void skipsAheadOfTimeProcessing(CapturedOutput output) {
        System.setProperty("spring.aot.processing", "true");
        try {
            new EnvironmentCheckInitializer().initialize(new GenericApplicationContext());
        } finally {
            System.clearProperty("spring.aot.processing");
        }
        assertThat(output.getOut()).doesNotContain("Environment check");
    }

    @Test
    void resolvesPlaceholdersFromFilesOfThePropertySourceAnnotation(CapturedOutput output) {
        RunningService.start(
                        LateProperties.class,
                        "spring.profiles.active=prod",
                        "spring.mail.host=${shop.late.host}",
                        "gatehouse.environment.suppress[0].id=WEB002",
                        "gatehouse.environment.suppress[0].reason=Tried once")
                .close();
        assertThat(output.getOut()).doesNotContain("CFG004").containsOnlyOnce("Tried once");
    }

    @Test
    void aPlaceholderThatNothingResolvesLaterEitherStopsTheStart(CapturedOutput output) {
        assertThat(catchThrowable(() -> RunningService.start(
                        LateProperties.class,
                        "spring.profiles.active=prod",
                        "spring.mail.host=${shop.late.host}",
                        "spring.mail.username=${SHOP_MAIL_USER_1}")))
                .isInstanceOf(UnsafeEnvironmentException.class)
                .hasMessageContaining("CFG004  spring.mail.username")
                .hasMessageContaining("WEB002")
                .hasMessageNotContaining("shop.late.host");
        assertThat(output.getOut())
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .doesNotContain("Tomcat initialized", "A bean was made");
    }

    @Test
    void aPlaceholderIsReportedTogetherWithWhatStopsTheStartAnyhow() {
        assertThat(catchThrowable(
                        () -> start("spring.profiles.active=prod", UNSAFE, "spring.mail.host=${SHOP_MAIL_HOST_1}")))
                .isInstanceOf(UnsafeEnvironmentException.class)
                .hasMessageContaining("DB006")
                .hasMessageContaining("CFG004  spring.mail.host");
    }

    @Test
    void aPlaceholderInTheNameOfTheApplicationIsReportedBeforeSpringBootFailsAtIt(CapturedOutput output) {
        assertThat(catchThrowable(() -> start("spring.profiles.active=prod", "spring.application.name=${SHOP_NAME_1}")))
                .isInstanceOf(UnsafeEnvironmentException.class)
                .hasMessageContaining("CFG004  spring.application.name")
                .hasMessageContaining("WEB002");
        assertThat(output.getAll()).containsOnlyOnce("APPLICATION FAILED TO START");
    }

    @Test
    void checkOnlyReportsAPlaceholderInTheNameOfTheApplication(CapturedOutput output) {
        List<Integer> codes = exits();
        // Where the exit ends the process nothing comes behind it.
        assertThat(catchThrowable(() -> run(
                        "--gatehouse.environment.check-only",
                        "--spring.profiles.active=prod",
                        "--spring.application.name=${SHOP_NAME_1}")))
                .isInstanceOf(PlaceholderResolutionException.class);
        assertThat(codes).first().isEqualTo(1);
        assertThat(output.getOut())
                .startsWith("Environment check (production): 1 error,")
                .contains("CFG004  spring.application.name");
    }

    @Test
    void aPlaceholderThatNothingResolvesOnlyWarnsElsewhere(CapturedOutput output) {
        start("spring.mail.properties.subject=${SHOP_SUBJECT_1}").close();
        assertThat(output.getOut()).containsOnlyOnce("CFG004  spring.mail.properties.subject");
    }

    @Test
    void runsChecksNamedInSpringFactories() {
        assertThat(catchThrowable(() -> start("spring.profiles.active=prod", "shop.sandbox=true")))
                .hasMessageContaining("SHOP001  shop.sandbox")
                .hasMessageContaining("Payments go to the sandbox.");
    }

    @Test
    void runsChecksThatAreBeansBeforeThePortOpens(CapturedOutput output) {
        assertThat(catchThrowable(() -> RunningService.start(OwnCheck.class, "spring.profiles.active=prod")))
                .hasStackTraceContaining("SHOP002");
        assertThat(output.getOut())
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .contains("The price list is older than a year.", "WEB003")
                .doesNotContain("Tomcat started");
    }

    @Test
    void beanChecksOnlyWarnElsewhere(CapturedOutput output) {
        RunningService.start(OwnCheck.class, "spring.main.lazy-initialization=true")
                .close();
        assertThat(output.getOut()).contains("Environment check (not production): 1 warning.", "SHOP002");
    }

    @ParameterizedTest
    @CsvSource({"'',no profile", "spring.profiles.default=local,profile local"})
    void theBannerNamesAProfileThatIsOnByDefault(String property, String named, CapturedOutput output) {
        start(property.isEmpty() ? "spring.application.name=shop" : property).close();
        assertThat(output.getOut()).contains("environment  not production, " + named + ", Java ");
    }

    @Test
    void showsABannerWithFeaturesDatabaseAndWhatIsInsecure(CapturedOutput output) {
        start(
                        "spring.application.name=shop",
                        "spring.profiles.active=prod",
                        "gatehouse.rate-limit.enabled=false",
                        "spring.datasource.url=jdbc:postgresql://app:geheim-k9xB2@db.example.com:5432/shop?sslmode=require"
                                + "&password=geheim-k9xB2")
                .close();
        assertThat(output.getOut())
                .contains("Gatehouse guards shop", "environment  production, profile prod, Java ")
                .contains("database     jdbc:postgresql://db.example.com:5432/shop\n")
                .contains("on           request-id, access-log, headers, errors, https,")
                .contains("off          trusted-hosts, cors, fetch-metadata, address-lists, rate-limit")
                .containsPattern("insecure     .*RL004.*WEB002")
                .doesNotContain("geheim");
    }

    @Test
    void bannerIsOffByItsProperty(CapturedOutput output) {
        start("gatehouse.environment.banner=false").close();
        assertThat(output.getOut()).doesNotContain("insecure     ");
    }

    private static RunningService start(String... properties) {
        return RunningService.start(Nothing.class, properties);
    }

    private static List<Integer> exits() {
        List<Integer> codes = new ArrayList<>();
        ProcessExit.use(codes::add);
        return codes;
    }

    private static void run(String... arguments) {
        SpringApplication application = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .build();
        application.run(arguments).close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:late.properties")
    static class LateProperties {

        LateProperties() {
            System.out.println("A bean was made.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCheck {

        @Bean
        Check priceListCheck() {
            return context -> List.of(Finding.of(
                    "SHOP002",
                    context.severity(Severity.ERROR),
                    "The price list is older than a year.",
                    Change.set("shop.prices", "2026")));
        }
    }
}
