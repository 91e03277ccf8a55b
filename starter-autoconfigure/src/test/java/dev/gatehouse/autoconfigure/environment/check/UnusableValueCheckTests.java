package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.environment.EnvironmentProperties;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.support.StandardServletEnvironment;

/** Values that cannot be used are all told of at once, before anything is opened. */
class UnusableValueCheckTests {

    private static final String ROOT = "dev.gatehouse.autoconfigure";

    @Test
    void namesAllAtOnce() {
        assertThat(findings(
                        "gatehouse.rate-limit.default-limit=lots",
                        "gatehouse.request-limits.timeout=abc",
                        "gatehouse.request-limits.max-body-size=huge",
                        "gatehouse.drain.delay=-5s",
                        "gatehouse.drain.grace-period=long",
                        "gatehouse.cors.allowed-origins=foo",
                        "gatehouse.auth.jwt.access-ttl=2h",
                        "gatehouse.headers.enabled=perhaps"))
                .extracting(Finding::property)
                .containsExactlyInAnyOrder(
                        "gatehouse.rate-limit.default-limit",
                        "gatehouse.request-limits.timeout",
                        "gatehouse.request-limits.max-body-size",
                        "gatehouse.drain.delay",
                        "gatehouse.drain.grace-period",
                        "gatehouse.cors.allowed-origins",
                        "gatehouse.auth.jwt.access-ttl",
                        "gatehouse.headers.enabled");
    }

    @Test
    void tellsValueOriginAndRemedy() {
        assertThat(findings("gatehouse.drain.grace-period=abc")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.origin()).isEqualTo("property source 'test'");
            assertThat(finding.problem()).contains("\"abc\"");
            assertThat(finding.remedy())
                    .isEqualTo(
                            "Change gatehouse.drain.grace-period to a duration with its unit, e.g. 500ms, 10s or 5m.");
        });
    }

    @Test
    void tellsSeveralThatOneRecordRefuses() {
        assertThat(findings(
                        "gatehouse.auth.lockout.max-failures=0",
                        "gatehouse.auth.lockout.multiplier=1000",
                        "gatehouse.auth.lockout.ip.max-failures=-1"))
                .extracting(Finding::property)
                .containsExactlyInAnyOrder(
                        "gatehouse.auth.lockout.max-failures",
                        "gatehouse.auth.lockout.multiplier",
                        "gatehouse.auth.lockout.ip.max-failures");
    }

    @Test
    void looksAtAllEntriesOfAList() {
        assertThat(findings(
                        "gatehouse.client-address.trusted-proxies[0]=10.0.0.1/8",
                        "gatehouse.client-address.trusted-proxies[1]=10.0.0.0/8",
                        "gatehouse.client-address.trusted-proxies[2]=nowhere",
                        "gatehouse.rate-limit.rules[0].limit=often",
                        "gatehouse.rate-limit.rules[1].limit=seldom"))
                .extracting(Finding::property)
                .containsExactlyInAnyOrder(
                        "gatehouse.client-address.trusted-proxies[0]",
                        "gatehouse.client-address.trusted-proxies[2]",
                        "gatehouse.rate-limit.rules[0].limit",
                        "gatehouse.rate-limit.rules[1].limit");
    }

    @Test
    void looksAtAllEntriesOfAMapWhateverTheirKeys() {
        assertThat(findings(
                        "gatehouse.flags[new_ui]=maybe",
                        "gatehouse.flags[99999999999]=never",
                        "gatehouse.flags[old_ui].percentage=a lot",
                        "gatehouse.flags[right_ui]=true",
                        "gatehouse.health.parts[my_part].timeout=soon"))
                .extracting(Finding::property)
                .containsExactlyInAnyOrder(
                        "gatehouse.flags[new_ui]",
                        "gatehouse.flags[99999999999]",
                        "gatehouse.flags[old_ui].percentage",
                        "gatehouse.health.parts[my_part].timeout");
    }

    /** It may be right beside the value that was meant. */
    @Test
    void comparesNoValueWithOneThatCannotBeRead() {
        assertThat(findings("gatehouse.auth.refresh.absolute-ttl=1d", "gatehouse.auth.refresh.idle-ttl=short"))
                .extracting(Finding::property)
                .containsExactly("gatehouse.auth.refresh.idle-ttl");
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.health.token,too-short-s3c",
        "gatehouse.health.metrics-token,too-short-s3c",
        "gatehouse.auth.root-secret,too-short-s3c",
    })
    void showsNoValueOfASecret(String property, String value) {
        assertThat(findings(property + "=" + value)).singleElement().satisfies(finding -> {
            assertThat(finding.property()).isEqualTo(property);
            assertThat(finding.origin()).isEqualTo("property source 'test'");
            assertThat(finding.toString()).doesNotContain("s3c");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.enabled=false;gatehouse.request-limits.timeout=abc",
                "gatehouse.request-limits.enabled=false;gatehouse.request-limits.timeout=abc",
                "gatehouse.auth.enabled=false;gatehouse.auth.jwt.access-ttl=abc",
                "gatehouse.cors.max-age=abc",
                "gatehouse.fetch-metadata.paths[0].path=/a/{b",
                "gatehouse.sentry.enabled=perhaps",
                "gatehouse.request-limits.timeout=${SHOP_TIMEOUT_1}",
                "gatehouse.drain.delay=abc;spring.autoconfigure.exclude=" + ROOT + ".drain.DrainAutoConfiguration",
                "gatehouse.request-limits.timeout=30s;gatehouse.rate-limit.default-limit=10/second",
            })
    void hasNothingToSayOfWhatIsOffOrRight(String properties) {
        assertThat(findings(properties.split(";"))).isEmpty();
    }

    /** It names its remedy. */
    @Test
    void leavesAPropertyToTheCheckThatHasAnErrorAboutIt() {
        ConfigurableEnvironment environment = new StandardServletEnvironment();
        environment.setActiveProfiles("prod");
        assertThat(findings(environment, "gatehouse.trusted-hosts.allowed=*", "gatehouse.drain.delay=abc"))
                .extracting(Finding::property)
                .containsExactly("gatehouse.drain.delay");
    }

    @Test
    void judgesNothingOfAServiceWithoutWeb() {
        assertThat(findings(new StandardEnvironment(), "gatehouse.request-limits.timeout=abc"))
                .isEmpty();
    }

    @Test
    void knowsAllRecords() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> prefixes = new LinkedHashMap<>();
        for (var definition : scanner.findCandidateComponents(ROOT)) {
            Class<?> type = ClassUtils.resolveClassName(definition.getBeanClassName(), null);
            if (type.getName().matches(".*Properties")
                    && type.isRecord()
                    && !type.getName().contains("Tests")) {
                prefixes.put(
                        type.getName(),
                        type.getAnnotation(ConfigurationProperties.class).value());
            }
        }
        prefixes.remove(EnvironmentProperties.class.getName());
        prefixes.remove(ROOT + ".GatehouseProperties");
        Map<String, String> known = new LinkedHashMap<>();
        BoundProperties.ALL.forEach(properties -> known.put(properties.type(), properties.prefix()));
        assertThat(known).containsExactlyInAnyOrderEntriesOf(prefixes);
    }

    private static List<Finding> findings(String... properties) {
        return findings(new StandardServletEnvironment(), properties);
    }

    private static List<Finding> findings(ConfigurableEnvironment environment, String... properties) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String property : properties) {
            int equals = property.indexOf('=');
            values.put(property.substring(0, equals), property.substring(equals + 1));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        ClassLoader classes = UnusableValueCheckTests.class.getClassLoader();
        return new PropertyChecks(environment, classes, LocalDate.EPOCH)
                .run().stream().filter(finding -> finding.id().equals("CFG006")).toList();
    }
}
