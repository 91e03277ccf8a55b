package dev.gatehouse.sample.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.LimitedService;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules, alerts and dashboard ask for what the service really measures, and every alert is tested both ways. */
@LimitedService
class MonitoringFilesTests extends HttpTest {

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path PROMETHEUS = DEPLOY.resolve("prometheus");

    /** Only where there is a shared store, or TLS; made by Prometheus itself. */
    private static final Set<String> ELSEWHERE =
            Set.of("gatehouse_rate_limit_store_up", "ssl_chain_expiry_seconds", "up");

    private static final Pattern CLAUSE =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring) *\\([^)]*\\)|\\b(and|or|unless)\\b");
    private static final Pattern FUNCTION = Pattern.compile("\\b[a-z_0-9]+ *(?=\\()");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void theDashboardAsksForWhatIsMeasured() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(DEPLOY.resolve("grafana/gatehouse.json"));
        List<String> expressions = dashboard
                .get("panels")
                .valueStream()
                .flatMap(panel -> panel.get("targets").valueStream())
                .map(target -> target.get("expr").asString())
                .toList();
        assertThat(expressions).hasSizeGreaterThan(15);
        assertThat(names(expressions)).isSubsetOf(known());
    }

    @Test
    void rulesAndAlertsAskForWhatIsMeasuredOrRecorded() throws IOException {
        List<Map<String, Object>> rules = new ArrayList<>(rules("gatehouse.recording.yml"));
        Set<String> known = known();
        rules.forEach(rule -> known.add((String) rule.get("record")));
        rules.addAll(rules("gatehouse.alerts.yml"));
        assertThat(names(rules.stream().map(rule -> (String) rule.get("expr")).toList()))
                .isSubsetOf(known);
    }

    @Test
    void everyAlertHasACaseInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
        Set<String> cases = list(PROMETHEUS.resolve("gatehouse.tests.yml"), "tests").stream()
                .map(test -> (String) test.get("name"))
                .collect(Collectors.toSet());
        assertThat(rules("gatehouse.alerts.yml"))
                .isNotEmpty()
                .allSatisfy(alert ->
                        assertThat(cases).contains(alert.get("alert") + " fires", alert.get("alert") + " stays quiet"));
    }

    @Test
    void promtoolAgreesWhereItIsInstalled() throws Exception {
        for (List<String> arguments : List.of(
                List.of("check", "rules", "gatehouse.recording.yml", "gatehouse.alerts.yml"),
                List.of("test", "rules", "gatehouse.tests.yml"))) {
            if (isInstalled("promtool")) {
                List<String> command = new ArrayList<>(List.of("promtool"));
                command.addAll(arguments);
                Process promtool = new ProcessBuilder(command)
                        .directory(PROMETHEUS.toFile())
                        .redirectErrorStream(true)
                        .start();
                String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(promtool.waitFor()).as(output).isZero();
            }
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(java.io.File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Set<String> names(List<String> expressions) {
        Set<String> names = new HashSet<>();
        for (String expression : expressions) {
            String bare = CLAUSE.matcher(expression).replaceAll(" ");
            NAME.matcher(FUNCTION.matcher(bare).replaceAll(" ")).results().forEach(name -> names.add(name.group()));
        }
        return names;
    }

    private Set<String> known() {
        get("/api/v1/users/me").expectStatus().isOk();
        withHandler(
                RequestMethod.GET,
                "fail",
                fail -> get(fail).expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR));
        withHandler(RequestMethod.POST, "take", take -> {
            refused(
                    upload(take, "file", "a.exe", MediaType.TEXT_PLAIN, new byte[] {1}),
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE);
            upload(take, "file", "a.txt", MediaType.TEXT_PLAIN, "text".getBytes(StandardCharsets.UTF_8))
                    .expectStatus()
                    .isOk();
        });
        String metrics = anonymous()
                .get()
                .uri("/metrics")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + METRICS_TOKEN)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
        assertThat(metrics).isNotNull();
        Set<String> known = metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        known.addAll(ELSEWHERE);
        return known;
    }

    private static List<Map<String, Object>> rules(String file) throws IOException {
        return list(PROMETHEUS.resolve(file), "groups").stream()
                .flatMap(group -> castList(group.get("rules")).stream())
                .toList();
    }

    private static List<Map<String, Object>> list(Path file, String name) throws IOException {
        Map<String, Object> content = new Yaml().load(Files.readString(file));
        return castList(content.get(name));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> castList(Object list) {
        return (List<Map<String, Object>>) list;
    }

    /** For these tests alone: the service is that of others as well, and may have no uploads of its own. */
    private void withHandler(RequestMethod method, String name, Consumer<String> run) {
        String path = "/monitoring/" + name;
        RequestMappingInfo info = RequestMappingInfo.paths(path)
                .methods(method)
                .options(mapping.getBuilderConfiguration())
                .build();
        Method handler = Stream.of(Handlers.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findAny()
                .orElseThrow();
        mapping.registerMapping(info, new Handlers(), handler);
        try {
            run.accept(path);
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    @ResponseBody
    static class Handlers {

        @PublicEndpoint
        String fail() {
            throw new IllegalStateException("expected");
        }

        @PublicEndpoint
        String take(@RequestPart("file") MultipartFile file) {
            return file.getOriginalFilename();
        }
    }
}
