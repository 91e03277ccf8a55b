package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** A value that cannot be used stops the start with one report: property, value, origin, remedy. */
@ExtendWith(OutputCaptureExtension.class)
class BadConfigurationTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.enabled | maybe | true or false",
                "gatehouse.errors.enabled | perhaps | true or false",
                "gatehouse.errors.format | xml | envelope",
                "gatehouse.tomcat.encode-headers | perhaps | true or false",
                "gatehouse.request-id.enabled | perhaps | true or false",
                "gatehouse.request-id.header | X Request | header",
                "gatehouse.request-id.mdc-key | a b | mdc-key",
                "gatehouse.request-id.max-length | 129 | 128",
                "gatehouse.request-id.max-length | many | whole number",
                "gatehouse.request-id.on-invalid | ignore | regenerate",
                "gatehouse.request-id.trusted-only | perhaps | true or false",
                "gatehouse.request-id.tasks | perhaps | true or false",
                "gatehouse.request-id.clients | perhaps | true or false",
                "gatehouse.request-id.sql-comment | all | route",
                "gatehouse.access-log.enabled | perhaps | true or false",
                "gatehouse.access-log.slow-threshold | soon | 500ms",
                "gatehouse.access-log.slow-threshold | -1s | slow-threshold",
                "gatehouse.access-log.exclude | /a/{b | pattern",
                "gatehouse.logging.masking.enabled | perhaps | true or false",
                "gatehouse.logging.context.collision-safe | perhaps | true or false",
                "gatehouse.logging.user.enabled | perhaps | true or false",
                "gatehouse.logging.user.mdc-key | a b | mdc-key",
                "gatehouse.headers.enabled | perhaps | true or false",
                "gatehouse.headers.profile | strict | web",
                "gatehouse.headers.docs-paths | /a/{b | pattern",
                "gatehouse.headers.remove-leaking | perhaps | true or false",
                "gatehouse.headers.x-frame-options | ALLOW | SAMEORIGIN",
                "gatehouse.headers.x-content-type-options | sniff | nosniff",
                "gatehouse.headers.referrer-policy | nobody | no-referrer",
                "gatehouse.headers.content-security-policy | default-src self | 'self'",
                "gatehouse.headers.content-security-policy-report-only | default-source 'self' | directive",
                "gatehouse.headers.permissions-policy | camera | camera=()",
                "gatehouse.headers.cross-origin-opener-policy | same | same-origin",
                "gatehouse.headers.cross-origin-embedder-policy | same | require-corp",
                "gatehouse.headers.cross-origin-resource-policy | same | same-origin",
                "gatehouse.headers.origin-agent-cluster | yes please | ?1",
                "gatehouse.headers.strict-transport-security | max-age=60; preload | preload",
                "gatehouse.headers.x-xss-protection | 2 | 1; mode=block",
                "gatehouse.headers.web.x-frame-options | ALLOW | SAMEORIGIN",
                "gatehouse.headers.paths[0].profile | strict | web",
                "gatehouse.client-address.trusted-proxies | 10.0.0.1/8 | 10.0.0.0/8",
                "gatehouse.client-address.trusted-proxies | proxy.example | 10.0.0.0/8",
                "gatehouse.client-address.header | x-real-ip | forwarded",
                "gatehouse.rate-limit.enabled | perhaps | true or false",
                "gatehouse.rate-limit.default-limit | 10 per second | 10/second",
                "gatehouse.rate-limit.store | redis-ish | memory",
                "gatehouse.rate-limit.headers | standard | draft-11",
                "gatehouse.rate-limit.ipv6-prefix | 16 | 32",
                "gatehouse.rate-limit.exempt-addresses | 10.0.0.1/8 | 10.0.0.0/8",
                "gatehouse.rate-limit.max-keys | 1 | 1000",
                "gatehouse.rate-limit.rules[0].limit | often | 10/second",
                "gatehouse.request-limits.enabled | perhaps | true or false",
                "gatehouse.request-limits.timeout | soon | 60s",
                "gatehouse.request-limits.timeout | 25h | 24h",
                "gatehouse.request-limits.timeouts[0].timeout | later | 60s",
                "gatehouse.request-limits.timeout-async | perhaps | true or false",
                "gatehouse.request-limits.timeout-streaming | perhaps | true or false",
                "gatehouse.request-limits.timeout-debugging | perhaps | true or false",
                "gatehouse.request-limits.timeout-clients | perhaps | true or false",
                "gatehouse.request-limits.timeout-stuck-after | -1s | at least 1ms",
                "gatehouse.request-limits.timeout-retry-after | 5ms | at least 1s",
                "gatehouse.request-limits.max-concurrent | -1 | 0 for no limit",
                "gatehouse.request-limits.max-concurrent | many | whole number",
                "gatehouse.request-limits.max-concurrent-exempt | /a/{b | pattern",
                "gatehouse.request-limits.max-concurrent-retry-after | 5ms | at least 1s",
                "gatehouse.request-limits.concurrency-groups[0].max-concurrent | 0 | 1 to 1000000",
                "gatehouse.request-limits.concurrency-groups[0].min-concurrent | 0 | max-concurrent",
                "gatehouse.request-limits.concurrency-groups[0].adaptive | perhaps | true or false",
                "gatehouse.batch.enabled | perhaps | true or false",
                "gatehouse.batch.import | 0 | at least 1",
                "gatehouse.batch.export | none | whole number",
                "gatehouse.batch.limits.orders | 0 | at least 1",
                "gatehouse.batch.limits.import | 5 | gatehouse.batch.import",
            })
    void stopsTheStartWithOneReport(
            String property, String value, String remedy, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        Path file = folder.resolve("application.yml");
        Files.write(file, List.of("# a line before it", property + ": \"" + value + "\""));
        Throwable failure =
                catchThrowable(() -> RunningService.start(Empty.class, "spring.config.location=" + file.toUri())
                        .close());
        assertThat(failure).isNotNull();
        String report = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
        assertThat(report)
                .contains(property)
                .contains(value)
                .contains("application.yml")
                .containsIgnoringCase(remedy);
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
