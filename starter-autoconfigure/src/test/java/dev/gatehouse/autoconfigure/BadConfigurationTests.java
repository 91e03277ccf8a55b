package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** A value that cannot be used stops the start with one report: property, value, origin, remedy. */
@ExtendWith(OutputCaptureExtension.class)
class BadConfigurationTests {

    /** By a switch, an initializer, a number, a value type, a record, an element of a list, a bean, two together. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.enabled | maybe | true or false",
                "gatehouse.environment.mode | staging | production",
                "gatehouse.request-id.max-length | many | whole number",
                "gatehouse.rate-limit.default-limit | 10 per second | 10/second",
                "gatehouse.request-limits.max-json-depth | 0 | 1 or more",
                "gatehouse.upload.policies[0].max-file-size | large | 10MB",
                "gatehouse.health.required | dbb | diskSpace",
                "gatehouse.auth.refresh.absolute-ttl | 1d | gatehouse.auth.refresh.idle-ttl",
            })
    void stopsTheStartOfAWholeService(
            String property, String value, String remedy, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        check(property, value, remedy, List.of(), folder, output, BadConfigurationTests::startWhole);
    }

    /** One of each record. */
    @Tag("any-boot")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.errors.enabled | perhaps | true or false",
                "gatehouse.tomcat.encode-headers | perhaps | true or false",
                "gatehouse.access-log.enabled | perhaps | true or false",
                "gatehouse.logging.masking.enabled | perhaps | true or false",
                "gatehouse.logging.context.collision-safe | perhaps | true or false",
                "gatehouse.logging.user.enabled | perhaps | true or false",
                "gatehouse.drain.enabled | perhaps | true or false",
                "gatehouse.health.storage.min-free | -1B | 0B or more",
                "gatehouse.health.metrics-path | /health/live | /health/metrics",
                "gatehouse.headers.enabled | perhaps | true or false",
                "gatehouse.headers.web.x-frame-options | ALLOW | SAMEORIGIN",
                "gatehouse.headers.paths[0].profile | strict | web",
                "gatehouse.client-address.trusted-proxies | 10.0.0.1/8 | 10.0.0.0/8",
                "gatehouse.probes.paths | /a/{b | pattern",
                "gatehouse.trusted-hosts.enabled | perhaps | true or false",
                "gatehouse.https.mode | always | redirect",
                "gatehouse.auth.enabled | perhaps | true or false",
                "gatehouse.auth.token.verify-ttl | 0s | at least 1s",
                "gatehouse.auth.registration.enabled | perhaps | true or false",
                "gatehouse.auth.session.max-per-user | 0 | 1 to 1000",
                "gatehouse.auth.impersonation.enabled | perhaps | true or false",
                "gatehouse.auth.lockout.max-failures | 0 | 1 or more",
                "gatehouse.auth.lockout.ip.max-failures | -1 | 0 or more",
                "gatehouse.auth.mfa.issuer | a:b | without a colon",
                "gatehouse.auth.password.min-length | 7 | 8 to 64",
                "gatehouse.auth.password.hibp.enabled | perhaps | true or false",
                "gatehouse.auth.password.argon2.preset | owasp | owasp-19m",
                "gatehouse.auth.api-key.prefix | GH | lower-case",
                "gatehouse.auth.jwt.issuer | api.example.com | https://api.example.com",
                "gatehouse.auth.jwt.keys[0].state | retired | retiring",
                "gatehouse.auth.captcha.provider | turnstile | gatehouse.auth.captcha.secret",
                "gatehouse.rate-limit.redis.cluster | perhaps | true or false",
                "gatehouse.rate-limit.rules[0].limit | often | 10/second",
                "gatehouse.cors.enabled | perhaps | true or false",
                "gatehouse.cors.paths[0].enabled | perhaps | true or false",
                "gatehouse.fetch-metadata.enabled | perhaps | true or false",
                "gatehouse.address-lists[0].path | /a/{b | pattern",
                "gatehouse.request-limits.bodies[0].media-types | json | application/json",
                "gatehouse.request-limits.timeouts[0].timeout | later | 60s",
                "gatehouse.request-limits.concurrency-groups[0].max-concurrent | 0 | 1 to 1000000",
                "gatehouse.batch.enabled | perhaps | true or false",
                "gatehouse.batch.limits.orders | 0 | at least 1",
                "gatehouse.upload.enabled | perhaps | true or false",
                "gatehouse.upload.content.max-pixels | 0 | 1 or more",
                "gatehouse.upload.clamav.enabled | perhaps | true or false",
                "gatehouse.error-record.enabled | perhaps | true or false",
                "gatehouse.api-version.enabled | perhaps | true or false",
                "gatehouse.api-version.deprecations[0].methods | FETCH | GET",
                "gatehouse.feature-flags.enabled | perhaps | true or false",
                "gatehouse.feature-flags.endpoints[0].methods | FETCH | GET",
                "gatehouse.auth.step-up.max-age | soon | 500ms",
                "gatehouse.auth.endpoint-guard.enabled | perhaps | true or false",
                "gatehouse.flags.checkout | maybe | true, false or a percentage",
                "gatehouse.tracing.enabled | perhaps | true or false",
                "gatehouse.tracing.context.enabled | perhaps | true or false",
                "gatehouse.tracing.masking.enabled | perhaps | true or false",
                "gatehouse.enabled | ${SHOP_SWITCH} | Set SHOP_SWITCH",
            })
    void stopsTheStartWithOneReport(
            String property, String value, String remedy, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        check(property, value, remedy, List.of(), folder, output, BadConfigurationTests::start);
    }

    /** The other properties of these records. */
    @Tag("any-boot")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.environment.fail-on | fatal | warning",
                "gatehouse.environment.check-only | perhaps | true or false",
                "gatehouse.environment.format | xml | json",
                "gatehouse.environment.generate-secret | perhaps | true or false",
                "gatehouse.environment.banner | perhaps | true or false",
                "gatehouse.errors.format | xml | envelope",
                "gatehouse.request-id.enabled | perhaps | true or false",
                "gatehouse.request-id.header | X Request | header",
                "gatehouse.request-id.mdc-key | a b | mdc-key",
                "gatehouse.request-id.max-length | 129 | 128",
                "gatehouse.request-id.on-invalid | ignore | regenerate",
                "gatehouse.request-id.trusted-only | perhaps | true or false",
                "gatehouse.request-id.tasks | perhaps | true or false",
                "gatehouse.request-id.clients | perhaps | true or false",
                "gatehouse.request-id.sql-comment | all | route",
                "gatehouse.access-log.slow-threshold | soon | 500ms",
                "gatehouse.access-log.slow-threshold | -1s | slow-threshold",
                "gatehouse.access-log.exclude | /a/{b | pattern",
                "gatehouse.access-log.console-delay | later | 500ms",
                "gatehouse.access-log.console-delay | 2s | from 0 to 1s",
                "gatehouse.logging.user.mdc-key | a b | mdc-key",
                "gatehouse.drain.delay | soon | 10s",
                "gatehouse.drain.delay | 11m | 0s to 10m",
                "gatehouse.drain.grace-period | soon | 500ms",
                "gatehouse.drain.grace-period | 0s | at least 1s",
                "gatehouse.health.enabled | perhaps | true or false",
                "gatehouse.health.base-path | health | /health",
                "gatehouse.health.base-path | /health/** | /health",
                "gatehouse.health.timeout | 2m | 1ms to 1m",
                "gatehouse.health.timeout | soon | 500ms",
                "gatehouse.health.cache | -1s | 0s to 1d",
                "gatehouse.health.stale | 2d | 0s to 1d",
                "gatehouse.health.max-threads | 0 | 1 to 200",
                "gatehouse.health.optional | dbb | diskSpace",
                "gatehouse.health.identity | perhaps | true or false",
                "gatehouse.health.metrics-path | /metrics/ | end it without one",
                "gatehouse.health.storage.min-free | much | 10MB",
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
                "gatehouse.client-address.trusted-proxies | proxy.example | 10.0.0.0/8",
                "gatehouse.client-address.header | x-real-ip | forwarded",
                "gatehouse.probes.networks | 10.0.0.1/8 | 10.0.0.0/8",
                "gatehouse.trusted-hosts.enabled | true | gatehouse.trusted-hosts.allowed",
                "gatehouse.trusted-hosts.allowed | https://api.example.com/v1 | alone, e.g. api.example.com",
                "gatehouse.trusted-hosts.allowed | * | every host",
                "gatehouse.trusted-hosts.allowed | m\u00fcnchen.example | xn--mnchen-3ya.example",
                "gatehouse.trusted-hosts.allowed | api.example.com/v1 | alone, e.g. api.example.com",
                "gatehouse.trusted-hosts.allowed | api.example.com:0 | 65535",
                "gatehouse.trusted-hosts.allowed | .example.com | *.example.com",
                "gatehouse.trusted-hosts.allowed | ::1 | [::1]",
                "gatehouse.trusted-hosts.allowed | 10.0.0.1/8 | 10.0.0.0/8",
                "gatehouse.https.host | https://www.example.com | www.example.com",
                "gatehouse.https.host | www.example.com:8443 | gatehouse.https.port",
                "gatehouse.https.port | 65536 | 65535",
                "gatehouse.https.redirect-status | 303 | 308",
                "gatehouse.https.loop-detection | perhaps | true or false",
                "gatehouse.https.exempt-loopback | perhaps | true or false",
                "gatehouse.https.exempt-paths | /a/{b | pattern",
                "gatehouse.auth.unsafe-ignore-annotations | perhaps | true or false",
                "gatehouse.auth.public-base-url | https://app.example.com/ | https://app.example.com.",
                "gatehouse.auth.token.reset-ttl | soon | 500ms",
                "gatehouse.auth.token.invite-ttl | 0s | at least 1s",
                "gatehouse.auth.token.email-change-ttl | 0s | at least 1s",
                "gatehouse.auth.registration.allowed-email-domains | '@example.com' | e.g. example.com",
                "gatehouse.auth.session.touch-interval | 2h | 0s to 1h",
                "gatehouse.auth.impersonation.ttl | 16m | 1s to 15m",
                "gatehouse.auth.token.reset-ttl | 36501d | at most 36500d",
                "gatehouse.auth.lockout.window | 36501d | at most 36500d",
                "gatehouse.auth.lockout.max-duration | 400000000000d | at most 36500d",
                "gatehouse.auth.lockout.decay | 36501d | at most 36500d",
                "gatehouse.auth.lockout.device-ttl | 36501d | at most 36500d",
                "gatehouse.auth.refresh.idle-ttl | 36501d | at most 36500d",
                "gatehouse.auth.refresh.absolute-ttl | 400000000000d | at most 36500d",
                "gatehouse.auth.api-key.max-ttl | 36501d | at most 36500d",
                "gatehouse.auth.lockout.window | 0s | at least 1s",
                "gatehouse.auth.lockout.duration | 0s | at least 1s",
                "gatehouse.auth.lockout.multiplier | 101 | 1 to 100",
                "gatehouse.auth.lockout.max-duration | 1s | gatehouse.auth.lockout.duration",
                "gatehouse.auth.lockout.decay | 0s | at least 1s",
                "gatehouse.auth.lockout.device-ttl | 0s | at least 1s",
                "gatehouse.auth.refresh.idle-ttl | 0s | at least 1s",
                "gatehouse.auth.refresh.reuse-grace | 11s | 0s to 10s",
                "gatehouse.auth.refresh.transport | header | cookie",
                "gatehouse.auth.mfa.window | 3 | 0 to 2",
                "gatehouse.auth.mfa.challenge-ttl | 0s | 1s to 1h",
                "gatehouse.auth.mfa.challenge-attempts | 0 | 1 to 100",
                "gatehouse.auth.mfa.user-attempts-per-hour | 0 | 1 to 1000",
                "gatehouse.auth.password.max-length | 32 | 64 to 1024",
                "gatehouse.auth.password.hibp.base-url | ftp://a.example | https://",
                "gatehouse.auth.password.hibp.base-url | http://pwned_mirror:8080 | hyphens",
                "gatehouse.auth.password.hibp.timeout | 0s | 1ms to 1m",
                "gatehouse.auth.password.argon2.memory | 1024 | 7168 to 1048576",
                "gatehouse.auth.password.argon2.memory | 7168 | owasp-7m",
                "gatehouse.auth.password.argon2.iterations | 0 | 1 to 20",
                "gatehouse.auth.password.argon2.iterations | 1 | owasp-7m",
                "gatehouse.auth.password.argon2.parallelism | 17 | 1 to 16",
                "gatehouse.auth.password.argon2.permits | 0 | 1 to 1024",
                "gatehouse.auth.password.argon2.max-stored-memory | 2097152 | 7168 to 1048576",
                "gatehouse.auth.password.argon2.max-stored-memory | 7168 | 19456",
                "gatehouse.auth.password.argon2.max-stored-iterations | 1 | 2 or more",
                "gatehouse.auth.password.argon2.max-stored-iterations | 101 | 1 to 100",
                "gatehouse.auth.password.argon2.max-wait | 2m | 0s to 1m",
                "gatehouse.auth.api-key.environment | Live! | lower-case",
                "gatehouse.auth.api-key.default-ttl | 366d | gatehouse.auth.api-key.max-ttl",
                "gatehouse.auth.api-key.max-ttl | 0s | at least 1s",
                "gatehouse.auth.api-key.header | Authorization | X-API-Key",
                "gatehouse.auth.jwt.audience | ' ' | plainly",
                "gatehouse.auth.jwt.client-id | ' a' | plainly",
                "gatehouse.auth.jwt.algorithm | none | RS256",
                "gatehouse.auth.jwt.access-ttl | 2h | 1s to 1h",
                "gatehouse.auth.jwt.clock-skew | 6m | 0s to 5m",
                "gatehouse.auth.jwt.verified-cache-size | -1 | 0 to 1000000",
                "gatehouse.auth.captcha.provider | friendly | hcaptcha",
                "gatehouse.auth.captcha.min-score | 1.5 | 0 to 1",
                "gatehouse.auth.captcha.after-failures | -1 | 0 to 1000",
                "gatehouse.auth.captcha.timeout | 0s | 1ms to 1m",
                "gatehouse.auth.captcha.on-error | ignore | refuse",
                "gatehouse.auth.captcha.base-url | ftp://a.example | https://",
                "gatehouse.auth.captcha.base-url | http://captcha_mock:8080 | hyphens",
                "gatehouse.rate-limit.enabled | perhaps | true or false",
                "gatehouse.rate-limit.store | redis-ish | memory",
                "gatehouse.rate-limit.headers | standard | draft-11",
                "gatehouse.rate-limit.ipv6-prefix | 16 | 32",
                "gatehouse.rate-limit.exempt-addresses | 10.0.0.1/8 | 10.0.0.0/8",
                "gatehouse.rate-limit.max-keys | 1 | 1000",
                "gatehouse.rate-limit.default-penalty | often | block 5min",
                "gatehouse.rate-limit.fallback | wait | closed",
                "gatehouse.rate-limit.instances | some | whole number",
                "gatehouse.rate-limit.instances | 0 | 1 or more",
                "gatehouse.rate-limit.api-key-header | Authorization | X-API-Key",
                "gatehouse.rate-limit.api-key-header | API Key | X-API-Key",
                "gatehouse.rate-limit.time-budget | soon | 500ms",
                "gatehouse.rate-limit.time-budget | 1m | 1ms to 10s",
                "gatehouse.rate-limit.key-prefix | {shop} | without braces",
                "gatehouse.rate-limit.redis.connect-timeout | 1h | 10ms to 1m",
                "gatehouse.rate-limit.redis.sentinel-username | limits | sentinel-password",
                "gatehouse.rate-limit.store | bucket4j | ProxyManager",
                "gatehouse.rate-limit.test-bypass | perhaps | true or false",
                "gatehouse.rate-limit.rules[0].methods | FETCH | GET",
                "gatehouse.rate-limit.rules[0].cost | much | whole number",
                "gatehouse.rate-limit.rules[0].penalty | often | block 5min",
                "gatehouse.rate-limit.rules[0].shadow | perhaps | true or false",
                "gatehouse.rate-limit.rules[0].fallback | wait | closed",
                "gatehouse.cors.allowed-origins | app.example.com | https://app.example.com",
                "gatehouse.cors.allowed-origins | https://app.example.com/ | slash at the end",
                "gatehouse.cors.allowed-origins | null | name the origins",
                "gatehouse.cors.allowed-origins | https://*.com | https://*.example.com",
                "gatehouse.cors.paths[0].path | /a/{b | pattern",
                "gatehouse.cors.paths[0].allowed-origins | https://* | https://*.example.com",
                "gatehouse.cors.paths[0].allowed-methods | get | upper case",
                "gatehouse.cors.paths[0].allowed-headers | X Y | X-Total-Count",
                "gatehouse.cors.paths[0].exposed-headers | X Y | X-Total-Count",
                "gatehouse.cors.paths[0].allow-credentials | perhaps | true or false",
                "gatehouse.cors.paths[0].max-age | 25h | 24h",
                "gatehouse.address-lists[0].methods | FETCH | GET",
                "gatehouse.address-lists[0].allow | 10.0.0.1/8 | 10.0.0.0/8",
                "gatehouse.address-lists[0].deny | office | 10.0.0.0/8",
                "gatehouse.request-limits.enabled | perhaps | true or false",
                "gatehouse.request-limits.max-body-size | large | 10MB",
                "gatehouse.request-limits.max-body-size | -1B | 0B or more",
                "gatehouse.request-limits.bodies[0].max-size | -1B | 100MB",
                "gatehouse.request-limits.bodies[0].max-size | large | 10MB",
                "gatehouse.request-limits.min-body-rate | -1B | 500B",
                "gatehouse.request-limits.body-grace | -1s | 0s or more",
                "gatehouse.request-limits.encoded-bodies | inflate | refuse",
                "gatehouse.request-limits.max-path-length | 0 | 1 or more",
                "gatehouse.request-limits.max-query-length | -1 | 0 or more",
                "gatehouse.request-limits.max-query-parameters | many | whole number",
                "gatehouse.request-limits.max-query-parameters | -1 | 0 or more",
                "gatehouse.request-limits.max-query-name-length | 0 | 1 or more",
                "gatehouse.request-limits.max-query-value-length | -1 | 0 or more",
                "gatehouse.request-limits.max-query-duplicates | 0 | 1 or more",
                "gatehouse.request-limits.max-query-depth | -1 | 0 or more",
                "gatehouse.request-limits.max-headers | 0 | 1 or more",
                "gatehouse.request-limits.max-header-size | 0B | 8KB",
                "gatehouse.request-limits.unique-json-keys | perhaps | true or false",
                "gatehouse.request-limits.timeout | soon | 60s",
                "gatehouse.request-limits.timeout | 30 | 60s",
                "gatehouse.request-limits.timeout | 25h | 24h",
                "gatehouse.request-limits.timeout-async | perhaps | true or false",
                "gatehouse.request-limits.timeout-streaming | perhaps | true or false",
                "gatehouse.request-limits.timeout-debugging | perhaps | true or false",
                "gatehouse.request-limits.timeout-clients | perhaps | true or false",
                "gatehouse.request-limits.timeout-stuck-after | -1s | 1ms to 24h",
                "gatehouse.request-limits.timeout-stuck-after | 200000d | 1ms to 24h",
                "gatehouse.request-limits.timeout-retry-after | 5ms | at least 1s",
                "gatehouse.request-limits.max-concurrent | -1 | 0 for no limit",
                "gatehouse.request-limits.max-concurrent | many | whole number",
                "gatehouse.request-limits.max-concurrent-exempt | /a/{b | pattern",
                "gatehouse.request-limits.max-concurrent-retry-after | 5ms | at least 1s",
                "gatehouse.request-limits.concurrency-groups[0].min-concurrent | 0 | max-concurrent",
                "gatehouse.request-limits.concurrency-groups[0].adaptive | perhaps | true or false",
                "gatehouse.batch.import | 0 | at least 1",
                "gatehouse.batch.export | none | whole number",
                "gatehouse.batch.limits.import | 5 | gatehouse.batch.import",
                "gatehouse.upload.allowed-extensions | exe | extension",
                "gatehouse.upload.max-file-size | large | 10MB",
                "gatehouse.upload.max-file-size | 0B | 1B or more",
                "gatehouse.upload.max-files | 0 | 1 or more",
                "gatehouse.upload.max-files | many | whole number",
                "gatehouse.upload.max-total-size | 0B | 1B or more",
                "gatehouse.upload.analysis-time | 0s | more than 0s",
                "gatehouse.upload.analysis-time | long | 10s",
                "gatehouse.upload.folders | perhaps | true or false",
                "gatehouse.upload.content.max-frames | 0 | 1 or more",
                "gatehouse.upload.content.trailing-data | some | phones",
                "gatehouse.upload.content.macros | perhaps | true or false",
                "gatehouse.upload.content.encrypted | perhaps | true or false",
                "gatehouse.upload.content.active-content | perhaps | true or false",
                "gatehouse.upload.content.embedded-files | perhaps | true or false",
                "gatehouse.upload.content.markup | perhaps | true or false",
                "gatehouse.upload.content.csv-formulas | perhaps | true or false",
                "gatehouse.upload.content.archive-entries | 0 | 1 or more",
                "gatehouse.upload.content.archive-size | 0B | 1B or more",
                "gatehouse.upload.content.archive-ratio | 0 | 1 or more",
                "gatehouse.upload.content.archive-depth | 17 | 1 to 16",
                "gatehouse.upload.policies[0].paths | /a/{b | /files/**",
                "gatehouse.upload.policies[0].enabled | perhaps | true or false",
                "gatehouse.upload.policies[0].max-files | many | whole number",
                "gatehouse.upload.policies[0].max-total-size | large | 10MB",
                "gatehouse.upload.policies[0].trailing-data | some | phones",
                "gatehouse.upload.policies[0].macros | perhaps | true or false",
                "gatehouse.upload.policies[0].encrypted | perhaps | true or false",
                "gatehouse.upload.policies[0].active-content | perhaps | true or false",
                "gatehouse.upload.policies[0].embedded-files | perhaps | true or false",
                "gatehouse.upload.policies[0].markup | perhaps | true or false",
                "gatehouse.upload.policies[0].csv-formulas | perhaps | true or false",
                "gatehouse.upload.clamav.port | 65536 | 65535",
                "gatehouse.upload.clamav.connect-timeout | 0s | more than 0s",
                "gatehouse.upload.clamav.read-timeout | 2h | at most 1h",
                "gatehouse.upload.clamav.total-timeout | long | 10s",
                "gatehouse.upload.clamav.max-size | 0B | 1B or more",
                "gatehouse.upload.clamav.max-concurrent | 0 | 1 or more",
                "gatehouse.upload.clamav.on-unavailable | wait | refuse",
                "gatehouse.error-record.max-groups | 0 | 1 to 10000",
                "gatehouse.error-record.max-request-ids | 101 | 0 to 100",
                "gatehouse.error-record.queue-capacity | none | whole number",
                "gatehouse.error-record.queue-capacity | 0 | 1 to 100000",
                "gatehouse.api-version.header | API Version | X-API-Version",
                "gatehouse.api-version.current | 1 4 | e.g. 1.4",
                "gatehouse.api-version.gone-after-sunset | perhaps | true or false",
                "gatehouse.api-version.deprecations[0].since | 01.07.2026 | 2026-07-01",
                "gatehouse.api-version.deprecations[0].sunset | soon | 2026-07-01",
                "gatehouse.api-version.deprecations[0].successor | v2 | /v2/orders",
                "gatehouse.api-version.deprecations[0].documentation | javascript:alert(1) | https://docs.example.com",
                "gatehouse.api-version.deprecations[0].sunset-policy | policy | https://docs.example.com",
                "gatehouse.api-version.deprecations[0].gone-after-sunset | perhaps | true or false",
                "gatehouse.feature-flags.api-key-header | API Key | X-API-Key",
                "gatehouse.feature-flags.endpoints[0].status | many | whole number",
                "gatehouse.auth.step-up.max-age | 0s | 1s to 1d",
                "gatehouse.auth.step-up.max-age | 25h | 1s to 1d",
                "gatehouse.flags.checkout.enabled | perhaps | true or false",
                "gatehouse.flags.checkout.percentage | many | a number",
                "gatehouse.flags.checkout.percentage | 101 | 0 to 100",
                "gatehouse.flags.checkout.key | tenant | api-key",
                "gatehouse.flags.checkout.percent | 10 | enabled, percentage or key",
            })
    void stopsTheStartWithOneReportWhicheverItIs(
            String property, String value, String remedy, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        check(property, value, remedy, List.of(), folder, output, BadConfigurationTests::start);
    }

    /** These are read only where another property is set. */
    @Tag("any-boot")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.health.required | diskSpace | one of them | gatehouse.health.optional: diskSpace",
                "gatehouse.health.parts.db.timeout | 2m | 1ms to 1m | gatehouse.health.enabled: true",
                "gatehouse.health.parts.db.cache | -1s | 0s to 1d | gatehouse.health.enabled: true",
                "gatehouse.cors.allowed-methods | get | upper case | gatehouse.cors.allowed-origins: https://a.example",
                "gatehouse.cors.allowed-headers | X Y | X-Total-Count | gatehouse.cors.allowed-origins: https://a.example",
                "gatehouse.cors.exposed-headers | X Y | X-Total-Count | gatehouse.cors.allowed-origins: https://a.example",
                "gatehouse.cors.allow-credentials | perhaps | true or false | gatehouse.cors.allowed-origins: https://a.example",
                "gatehouse.cors.allowed-origins | * | Name the origins | gatehouse.cors.allow-credentials: true",
                "gatehouse.cors.exposed-headers | * | Name the headers | gatehouse.cors: {allow-credentials: true, allowed-origins: 'https://a.example'}",
                "gatehouse.cors.max-age | -1s | 24h | gatehouse.cors.allowed-origins: https://a.example",
                "gatehouse.cors.max-age | long | 10s | gatehouse.cors.allowed-origins: https://a.example",
                "gatehouse.environment.suppress[0].until | soon | 2027-03-31 | gatehouse.environment.suppress[0]: {id: WEB003, reason: x}",
                "gatehouse.rate-limit.test-bypass | true | for tests | spring.profiles.active: prod",
                "gatehouse.rate-limit.rules[0].name | a b | letters | gatehouse.rate-limit.rules[0].limit: 1/s",
                "gatehouse.rate-limit.rules[0].paths | /a/{b | /files/** | gatehouse.rate-limit.rules[0]: {name: a, limit: 1/s}",
                "gatehouse.rate-limit.rules[0].scope | tenant | api-key | gatehouse.rate-limit.rules[0]: {name: a, limit: 1/s}",
                "gatehouse.rate-limit.rules[0].cost | 0 | 1 or more | gatehouse.rate-limit.rules[0]: {name: a, limit: 1/s}",
                "gatehouse.rate-limit.rules[0].cost-by | words | RequestCost | gatehouse.rate-limit.rules[0]: {name: a, limit: 1/s}",
                "gatehouse.rate-limit.rules[0].refund-on | ok | 2xx | gatehouse.rate-limit.rules[0]: {name: a, limit: 1/s}",
                "gatehouse.request-limits.bodies[0].paths | /a/{b | /files/** | gatehouse.request-limits.bodies[0].max-size: 1MB",
                "gatehouse.fetch-metadata.trusted-origins | * | Name the origins | gatehouse.fetch-metadata.enabled: true",
                "gatehouse.fetch-metadata.trusted-origins | shop.example | https:// | gatehouse.fetch-metadata.enabled: true",
                "gatehouse.fetch-metadata.exempt-paths | /a/{b | pattern | gatehouse.fetch-metadata.enabled: true",
                "gatehouse.upload.policies[0].allowed-extensions | exe | extension | gatehouse.upload.policies[0].paths: /a",
                "gatehouse.upload.policies[0].max-file-size | 0B | 1B or more | gatehouse.upload.policies[0].paths: /a",
                "gatehouse.upload.policies[0].max-files | 0 | 1 or more | gatehouse.upload.policies[0].paths: /a",
                "gatehouse.upload.policies[0].max-total-size | 0B | 1B or more | gatehouse.upload.policies[0].paths: /a",
                "gatehouse.upload.clamav.max-size | 1MB | StreamMaxLength | gatehouse.upload.clamav.enabled: true",
                "gatehouse.api-version.deprecations[0].paths | /a/{b | /files/** | gatehouse.api-version.deprecations[0].since: 2026-07-01",
                "gatehouse.api-version.deprecations[0].versions | 1.0 | spring.mvc.apiversion | gatehouse.api-version.deprecations[0].since: 2026-07-01",
                "gatehouse.api-version.deprecations[0].sunset | 2026-06-30 | later | gatehouse.api-version.deprecations[0]: {paths: /a, since: 2026-07-01}",
                "gatehouse.feature-flags.endpoints[0].paths | /a/{b | /files/** | gatehouse.feature-flags.endpoints[0].flag: a",
                "gatehouse.sentry.enabled | perhaps | true or false | sentry.dsn: http://public@127.0.0.1:9/1",
                "gatehouse.sentry.context.enabled | perhaps | true or false | sentry.dsn: http://public@127.0.0.1:9/1",
                "gatehouse.sentry.grouping.enabled | perhaps | true or false | sentry.dsn: http://public@127.0.0.1:9/1",
                "gatehouse.sentry.uncaught.enabled | perhaps | true or false | sentry.dsn: http://public@127.0.0.1:9/1",
                "gatehouse.sentry.masking.enabled | perhaps | true or false | sentry.dsn: http://public@127.0.0.1:9/1",
                "gatehouse.feature-flags.endpoints[0].status | 200 | 400 to 599 | gatehouse.feature-flags.endpoints[0]: {flag: a, paths: /a}",
            })
    void stopsTheStartWithOneReportWhereAnotherIsSet(
            String property, String value, String remedy, String other, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        check(property, value, remedy, List.of(other), folder, output, BadConfigurationTests::start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.rate-limit.rules[1].limit | gatehouse.rate-limit.rules",
                "gatehouse.auth.jwt.keys[1].private-key | gatehouse.auth.jwt.keys",
                "gatehouse.client-address.trusted-proxies[2] | gatehouse.client-address.trusted-proxies",
            })
    void namesTheEntryOfAListThatAnotherSourceOverrides(
            String property, String list, @TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = folder.resolve("application.yml");
        Files.write(
                file,
                List.of(
                        "gatehouse.rate-limit: {default-limit: 7/minute, rules: [{name: a, limit: 1/s}, {name: b, limit: 2/s}]}",
                        "gatehouse.client-address.trusted-proxies: [10.0.0.0/8]"));
        assertThat(catchThrowable(() ->
                        start(property, file, "--" + property + "=topsecret").close()))
                .isNotNull();
        assertThat(output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START")))
                .contains(
                        "Property: " + property,
                        "Origin: \"" + property + "\" from property source \"commandLineArgs\"",
                        "no entry of " + list + ".",
                        "all entries of " + list)
                .doesNotContain("default-limit", "topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.rate-limit.redis.uris: \"%s\"", "gatehouse.rate-limit.redis.uris: [\"%s\"]"})
    void neverShowsTheAddressOfRedisWhichMayHoldAPassword(String line, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        Path file = folder.resolve("application.yml");
        Files.write(
                file, List.of("gatehouse.rate-limit.store: redis", line.formatted("redis//user:topsecret@localhost")));
        Throwable failure = catchThrowable(
                () -> start("gatehouse.rate-limit.redis.uris", file).close());
        assertThat(failure).isNotNull().hasStackTraceContaining("redis://host:6379/0");
        assertThat(output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START")))
                .contains("gatehouse.rate-limit.redis.uris", "application.yml", "redis://host:6379/0");
        assertThat(output.getAll()).doesNotContain("topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.health.token", "gatehouse.health.metrics-token"})
    void neverShowsATokenThatIsTooShort(String property, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        Path file = folder.resolve("application.yml");
        Files.write(file, List.of(property + ": topsecret"));
        Throwable failure = catchThrowable(() -> start(property, file).close());
        assertThat(failure).isNotNull();
        assertThat(output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START")))
                .contains(property, "application.yml", "16 characters");
        assertThat(output.getAll()).doesNotContain("topsecret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.auth.root-secret | topsecret | Base64",
                "gatehouse.auth.root-secret | dG9wc2VjcmV0 | 32",
                "gatehouse.auth.root-secret-previous | dG9wc2VjcmV0 | 32",
                "gatehouse.auth.jwt.keys[0].private-key | topsecret | PEM",
                "gatehouse.auth.jwt.keys[0].public-key | file:/nowhere/topsecret.pem | No file",
            })
    void neverShowsASecretOfAccounts(
            String property, String value, String remedy, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        Path file = folder.resolve("application.yml");
        Files.write(file, List.of("gatehouse.auth.jwt.issuer: https://a.example", property + ": \"" + value + "\""));
        Throwable failure = catchThrowable(() -> start(property, file).close());
        assertThat(failure).isNotNull();
        assertThat(output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START")))
                .contains(property, "application.yml")
                .containsIgnoringCase(remedy);
        assertThat(output.getAll()).doesNotContain(value);
    }

    private static void check(
            String property,
            String value,
            String remedy,
            List<String> others,
            Path folder,
            CapturedOutput output,
            BiFunction<String, Path, ConfigurableApplicationContext> start)
            throws IOException {
        Path file = folder.resolve("application.yml");
        List<String> lines = new ArrayList<>(List.of("# a line before it", property + ": \"" + value + "\""));
        lines.addAll(others);
        Files.write(file, lines);
        Throwable failure = catchThrowable(() -> start.apply(property, file).close());
        assertThat(failure).isNotNull();
        String report = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
        assertThat(report)
                .containsAnyOf("A property of Gatehouse cannot be used:", "Environment check (production): 1 error")
                .contains(property)
                .contains(value)
                .contains("application.yml")
                .containsIgnoringCase(remedy);
    }

    private static ConfigurableApplicationContext startWhole(String property, Path file) {
        return RunningService.start(Empty.class, "spring.config.location=" + file.toUri())
                .context();
    }

    /** With no more than what reads the property, and without a server: hundreds of whole starts take minutes. */
    private static ConfigurableApplicationContext start(String property, Path file) {
        return start(property, file, new String[0]);
    }

    private static ConfigurableApplicationContext start(String property, Path file, String... arguments) {
        return new SpringApplicationBuilder(StartedParts.neededFor(property))
                .contextFactory(type -> new GenericWebApplicationContext(new MockServletContext()))
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.location=" + file.toUri(), "spring.jmx.enabled=false")
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
