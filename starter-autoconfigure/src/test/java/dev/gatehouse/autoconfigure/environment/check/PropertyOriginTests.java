package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.environment.Finding;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Where a value came from, in words; and whether a secret is packaged with the service. */
class PropertyOriginTests {

    private static final String UNIQUE = "wne1xHEh83eWrwtmIp9fdF6YpChtTxOv7FHauHvUQcS";

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, Object> variables = new HashMap<>();

    @BeforeEach
    void configure() throws IOException {
        environment.setActiveProfiles("prod");
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        variables.putAll(Map.of(
                "WEB_CSRF_SECRET",
                "csrf-0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztG",
                "SPRING_DATASOURCE_USERNAME",
                "shop",
                "GITHUB_TOKEN",
                "changeme",
                "SEARCH_PATH",
                "${SEARCH_PATH}:/opt/x",
                "SPRING_MAIL_HOST",
                "${SPRING_MAIL_HOST}",
                "SHOP_FROM",
                "${SHOP_TO:}",
                "SHOP_TO",
                "${SHOP_FROM}",
                "OTHER_TOKEN",
                "${NOBODY_KNOWS}"));
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--server.port=8443"));
        environment.getPropertySources().addFirst(new MapPropertySource("vault", Map.of("shop.key", "v")));
        new PropertiesPropertySourceLoader()
                .load("packaged", new ClassPathResource("packaged-secrets.properties"))
                .forEach(environment.getPropertySources()::addLast);
    }

    private ConfiguredEnvironment context() {
        return new ConfiguredEnvironment(environment, getClass().getClassLoader(), LocalDate.now());
    }

    private String origin(String property) {
        return context().find(property).origin();
    }

    @Test
    void namesFileAndLine() {
        assertThat(origin("shop.jwt.secret")).isEqualTo("class path resource [packaged-secrets.properties] - 1:17");
    }

    @Test
    void namesTheEnvironmentVariable() {
        assertThat(origin("spring.datasource.username")).isEqualTo("environment variable SPRING_DATASOURCE_USERNAME");
    }

    @Test
    void namesTheCommandLine() {
        assertThat(origin("server.port")).isEqualTo("command line, --server.port");
    }

    @Test
    void namesAnyOtherSource() {
        assertThat(origin("shop.key")).isEqualTo("property source 'vault'");
    }

    @Test
    void namesAUrlWithoutItsCredentials() {
        String source = "Config resource 'URL [https://cfg:geheim@config.example.com/shop.yml?token=geheim]'";
        environment.getPropertySources().addFirst(new MapPropertySource(source, Map.of("shop.key", "v")));
        assertThat(origin("shop.key"))
                .contains("https://config.example.com/shop.yml")
                .doesNotContain("geheim");
    }

    @Test
    void namesTheSystemProperty() {
        System.setProperty("shop.origin.test", "1");
        try {
            assertThat(origin("shop.origin.test")).isEqualTo("system property shop.origin.test");
        } finally {
            System.clearProperty("shop.origin.test");
        }
    }

    @Test
    void namesWhatAPlaceholderRefersTo() {
        assertThat(origin("shop.csrf.secret"))
                .isEqualTo("environment variable WEB_CSRF_SECRET, named in class path resource"
                        + " [packaged-secrets.properties] - 2:18");
    }

    @Test
    void leavesVariablesThatReferToThemselvesAsTheyAre() {
        assertThat(context().find("search.path").value()).isEqualTo("${SEARCH_PATH}:/opt/x");
        assertThat(context().find("search.path").unresolved()).isEqualTo("SEARCH_PATH");
        assertThat(context().find("shop.from").unresolved()).isNotNull();
        assertThat(new KeyChecks(() -> new MetadataKeys(getClass().getClassLoader())).check(context()))
                .filteredOn(finding -> finding.id().equals("CFG004"))
                .extracting(Finding::property)
                .containsExactly("spring.mail.host");
    }

    @Test
    void findsSecretsThatArePackaged() {
        List<Finding> findings = new SecretChecks().check(context());
        assertThat(findings)
                .filteredOn(finding -> finding.id().equals("SEC006"))
                .extracting(Finding::property)
                .containsExactlyInAnyOrder(
                        "shop.jwt.secret", "shop.session.secret", "spring.ssl.bundle.pem.web.keystore.private-key");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.remedy())
                        .containsAnyOf("SHOP_", "SPRING_SSL_BUNDLE_PEM_WEB_KEYSTORE_PRIVATEKEY"));
    }

    @Test
    void findsNothingPackagedOutsideOfProduction() {
        environment.setActiveProfiles("dev");
        assertThat(new SecretChecks().check(context())).isEmpty();
    }

    @Test
    void judgesAVariableThatStandsForAPropertyOfTheService() {
        variables.put("SHOP_JWT_SECRET", "secret");
        assertThat(new SecretChecks().check(context()))
                .filteredOn(finding -> finding.id().equals("SEC003"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.property()).isEqualTo("shop.jwt.secret");
                    assertThat(finding.origin()).isEqualTo("environment variable SHOP_JWT_SECRET");
                });
    }

    @Test
    void judgesAVariableThatProductionRequires() {
        variables.put("PARTNER_API_SECRETKEY", "secret");
        assertThat(ofPartner()).isEmpty();
        variables.put("GATEHOUSE_ENVIRONMENT_REQUIRED", "partner.api.secret-key");
        assertThat(ofPartner()).extracting(Finding::id).containsExactly("SEC003");
        variables.put("PARTNER_API_SECRETKEY", "");
        assertThat(ofPartner()).extracting(Finding::id).containsExactly("SEC001");
    }

    @Test
    void judgesAVariableBesideAPropertyOfTheService() {
        variables.put("PARTNER_API_SECRET", "secret");
        variables.put("PARTNERS_KEY_PASSWORD", "secret");
        properties("partner.api.url=https://partner.example.com", "partner.mail.password=" + UNIQUE);
        assertThat(ofPartner()).extracting(Finding::property).containsExactly("partner.api.secret");
    }

    @Test
    void judgesAVariableThatIsAnotherEntryOfAMap() {
        variables.put("PARTNER_CLIENTS_A_SECRET", "secret");
        variables.put("PARTNER_CLIENTS_A_TOKEN", "changeme");
        properties("partner.clients.b-2.secret=" + UNIQUE);
        assertThat(ofPartner()).extracting(Finding::property).containsExactly("partner.clients.a.secret");
    }

    private void properties(String... lines) {
        Map<String, Object> all = new HashMap<>();
        for (String line : lines) {
            all.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        environment.getPropertySources().addLast(new MapPropertySource("application.yml", all));
    }

    private List<Finding> ofPartner() {
        return new SecretChecks()
                .check(context()).stream()
                        .filter(finding -> String.valueOf(finding.property()).startsWith("partner."))
                        .toList();
    }

    @Test
    void leavesVariablesOfOthersAlone() {
        assertThat(new SecretChecks().check(context()))
                .extracting(Finding::property)
                .doesNotContain("github.token");
    }
}
