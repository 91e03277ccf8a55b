package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Which of several sources has the say: the one that Spring Boot's binder takes. */
class PropertyPrecedenceTests {

    private static final String INCLUDE = "management.endpoints.web.exposure.include";
    private static final String ORIGINS = "gatehouse.cors.allowed-origins";

    private final StandardEnvironment environment = new StandardEnvironment();

    PropertyPrecedenceTests() {
        environment.setActiveProfiles("prod");
        variables(Map.of());
    }

    private void variables(Map<String, Object> variables) {
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
    }

    /** The first file has precedence. */
    private void files(String... yaml) throws IOException {
        for (int i = 0; i < yaml.length; i++) {
            new YamlPropertySourceLoader()
                    .load("file" + i, new ByteArrayResource(yaml[i].getBytes(StandardCharsets.UTF_8), "file " + i))
                    .forEach(environment.getPropertySources()::addLast);
        }
    }

    private CheckContext context() {
        return new ConfiguredEnvironment(environment, getClass().getClassLoader(), LocalDate.of(2026, 11, 21));
    }

    private List<Finding> findings(String id) {
        CheckContext context = context();
        return PropertyChecks.all(getClass().getClassLoader()).stream()
                .flatMap(check -> check.check(context).stream())
                .filter(finding -> finding.id().equals(id))
                .toList();
    }

    private void isAsBound(String list, String... entries) {
        assertThat(context().list(list)).containsExactly(entries);
        assertThat(Binder.get(environment)
                        .bind(list, Bindable.listOf(String.class))
                        .orElse(List.of()))
                .containsExactly(entries);
    }

    @Test
    void entriesReplaceAWholeValueBelow() throws IOException {
        files(INCLUDE + ": ['*']", INCLUDE + ": health,info");
        isAsBound(INCLUDE, "*");
        assertThat(findings("ACT001"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.origin()).contains("[file 0]"));
    }

    @Test
    void aWholeValueReplacesEntriesBelow() throws IOException {
        files(INCLUDE + ": health,info", INCLUDE + ": ['*']");
        isAsBound(INCLUDE, "health", "info");
        assertThat(findings("ACT001")).isEmpty();
    }

    @Test
    void fewerEntriesReplaceMore() throws IOException {
        files(
                ORIGINS + ": ['https://app.example.com']",
                ORIGINS + ": ['http://localhost:3000', '*']\ngatehouse.cors.allow-credentials: true");
        isAsBound(ORIGINS, "https://app.example.com");
        assertThat(findings("WEB001")).isEmpty();
        assertThat(findings("WEB011")).isEmpty();
    }

    @Test
    void anEmptyListReplacesEntriesToo() throws IOException {
        files(INCLUDE + ": []", INCLUDE + ": ['*']");
        isAsBound(INCLUDE);
        assertThat(findings("ACT001")).isEmpty();
    }

    @Test
    void entriesOfTheEnvironmentReplaceThoseOfFiles() throws IOException {
        variables(Map.of("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE_0", "*"));
        files(INCLUDE + ": health,info");
        isAsBound(INCLUDE, "*");
        assertThat(findings("ACT001"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.origin())
                        .isEqualTo("environment variable MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE_0"));
    }

    @Test
    void aVariableThatEndsInANumberHidesNothing() throws IOException {
        variables(Map.of("SPRING_DATASOURCE_URL_1", "jdbc:postgresql://localhost/replica"));
        files("spring.datasource.url: jdbc:h2:mem:shop");
        assertThat(findings("DB004")).hasSize(1);
    }

    @Test
    void recordsOfTwoSourcesAreNotMixed() throws IOException {
        String store = "gatehouse.rate-limit.store: redis\n";
        String open = "gatehouse.rate-limit.rules: [{limit: 5/minute, paths: /login, fallback: open}]\n";
        files(store + "gatehouse.rate-limit.rules: [{limit: 5/minute, paths: /login}]\n", open);
        assertThat(findings("RL002")).isEmpty();
        assertThat(context().all()).noneMatch(property -> property.name().endsWith("fallback"));
    }

    @Test
    void recordsOfTheFirstSourceCount() throws IOException {
        String store = "gatehouse.rate-limit.store: redis\n";
        String open = "gatehouse.rate-limit.rules: [{limit: 5/minute, paths: /login, fallback: open}]\n";
        files(store + open, "gatehouse.rate-limit.rules: [{limit: 5/minute, paths: /login}]\n");
        assertThat(findings("RL002")).hasSize(1);
    }

    @Test
    void mapsOfTwoSourcesAreMerged() throws IOException {
        files("shop.limits: {'[a.b]': 1}", "shop.limits: {'[a.b]': 2, '[c.d]': 3}");
        assertThat(context().find("shop.limits[a.b]").value()).isEqualTo("1");
        assertThat(context().find("shop.limits[c.d]").value()).isEqualTo("3");
    }

    @Test
    void sourcesThatDoNotListTheirNamesKeepTheirPlace() throws IOException {
        files(INCLUDE + ": ['*']\nspring.flyway.clean-disabled: false");
        Map<String, Object> vault = new LinkedHashMap<>();
        vault.put(INCLUDE + "[0]", "health");
        vault.put("spring.flyway.clean-disabled", "true");
        environment.getPropertySources().addFirst(new Unlisted(vault));
        isAsBound(INCLUDE, "health");
        assertThat(findings("DB006")).isEmpty();
        environment
                .getPropertySources()
                .addLast(environment.getPropertySources().remove("unlisted"));
        isAsBound(INCLUDE, "*");
        assertThat(findings("DB006")).hasSize(1);
    }

    @Test
    void servicesOfKubernetesConfigureNothing() {
        Map<String, Object> links = Map.of(
                "KUBERNETES_SERVICE_HOST", "10.96.0.1",
                "GATEHOUSE_AUTH_SERVICE_HOST", "10.96.0.7",
                "GATEHOUSE_AUTH_SERVICE_PORT", "80",
                "GATEHOUSE_AUTH_SERVICE_PORT_HTTP", "80",
                "GATEHOUSE_AUTH_PORT", "tcp://10.96.0.7:80",
                "GATEHOUSE_AUTH_PORT_8080_TCP", "tcp://10.96.0.7:8080",
                "GATEHOUSE_AUTH_PORT_8080_TCP_ADDR", "10.96.0.7",
                "GATEHOUSE_SERVICE_HOST", "10.96.0.8",
                "GATEHOUSE_PORT", "tcp://10.96.0.8:80");
        variables(links);
        assertThat(findings("CFG003")).isEmpty();
        assertThat(findings("AUTH004")).isEmpty();
        assertThat(context().value("kubernetes.service.host")).isEqualTo("10.96.0.1");

        Map<String, Object> elsewhere = new LinkedHashMap<>(links);
        elsewhere.remove("KUBERNETES_SERVICE_HOST");
        variables(elsewhere);
        assertThat(findings("CFG003")).hasSize(8);
        assertThat(findings("AUTH004")).isEmpty();
    }

    @Test
    void propertiesCountOnKubernetesAsElsewhere() {
        variables(Map.of(
                "KUBERNETES_SERVICE_HOST", "10.96.0.1",
                "GATEHOUSE_AUTH_JWT_ISSUER", "https://api.example.com",
                "GATEHOUSE_SMTP_PORT", "587"));
        assertThat(findings("AUTH004")).hasSize(1);
        assertThat(findings("CFG003")).extracting(Finding::property).containsExactly("gatehouse.smtp.port");
    }

    private static final class Unlisted extends PropertySource<Map<String, Object>> {

        Unlisted(Map<String, Object> values) {
            super("unlisted", values);
        }

        @Override
        public Object getProperty(String name) {
            return getSource().get(name);
        }
    }
}
