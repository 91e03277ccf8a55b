package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Remedies;
import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Every check of properties: it fires, its remedy applied as written silences it, and it does not fire on what is right. */
class PropertyChecksTests {

    private static final String JPA = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String LISTED =
            "management.endpoints.web.exposure.include=health,env,loggers;gatehouse.address-lists[0].allow=10.0.0.0/8;";
    private static final String STRONG = "une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ";

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SEC001 | ERROR | shop.jwt.secret=",
                "SEC001 | ERROR | gatehouse.environment.required=shop.jwt.secret",
                "SEC001 | ERROR | gatehouse.auth.captcha.provider=turnstile;gatehouse.auth.captcha.secret=",
                "SEC001 | ERROR | gatehouse.auth.captcha.provider=turnstile",
                "SEC002 | ERROR | shop.jwt.secret=k3yOf20Chars_andMore",
                "SEC003 | ERROR | shop.jwt.secret=please-change-me-please-change-me-please",
                "SEC003 | ERROR | spring.data.redis.password=redis",
                "SEC003 | ERROR | shop.mail.api-key=your-token-here-placeholder",
                "SEC004 | WARNING | shop.jwt.secret=abababababababababababababababababab",
                "SEC005 | WARNING | shop.jwt.secret=" + STRONG + ";shop.csrf.secret=" + STRONG,
                "SEC009 | WARNING | spring.security.user.password=" + STRONG + ";spring.security.user.name=ops",
                "WEB001 | ERROR | gatehouse.cors.allowed-origins=*;gatehouse.cors.allow-credentials=true",
                "WEB001 | WARNING | gatehouse.cors.allowed-origins=https://a.example.com,*",
                "WEB001 | WARNING | management.endpoints.web.cors.allowed-origins[0]=*",
                "WEB001 | ERROR | management.endpoints.web.cors.allowed-origin-patterns=*;"
                        + "management.endpoints.web.cors.allow-credentials=true",
                "WEB001 | WARNING | management.endpoints.web.cors.allowed-origin-patterns=https://*",
                "WEB001 | WARNING | management.endpoints.web.cors.allowed-origin-patterns=*://*:[8080,8443]",
                "WEB001 | WARNING | gatehouse.cors.allowed-origins=https://*",
                "WEB001 | ERROR | gatehouse.cors.paths[0].path=/public/**;gatehouse.cors.paths[0].allowed-origins=*;"
                        + "gatehouse.cors.allow-credentials=true",
                "WEB001 | WARNING | gatehouse.cors.paths[0].path=/a;gatehouse.cors.paths[1].path=/b;"
                        + "gatehouse.cors.paths[1].allowed-origins[0]=*;gatehouse.cors.allow-credentials=true;"
                        + "gatehouse.cors.paths[1].allow-credentials=false",
                "WEB002 | WARNING | some.property=1",
                "WEB002 | WARNING | gatehouse.trusted-hosts.enabled=false",
                "WEB003 | WARNING | server.forward-headers-strategy=none",
                "WEB003 | WARNING | kubernetes.service.host=10.0.0.1;spring.main.cloud-platform=none",
                "WEB003 | WARNING | website.sku=Free",
                "WEB003 | WARNING | server.ssl.enabled=false;server.ssl.key-store=file:web.p12",
                "WEB003 | WARNING | some.property=1",
                "WEB003 | WARNING | server.forward-headers-strategy=native;server.tomcat.remoteip.internal-proxies=",
                "WEB003 | WARNING | server.forward-headers-strategy=native;"
                        + "server.tomcat.remoteip.internal-proxies=10.0.4.7, 10.0.4.8;"
                        + "server.tomcat.remoteip.trusted-proxies=",
                "WEB004 | ERROR | server.servlet.session.cookie.secure=false",
                "WEB004 | WARNING | some.property=1",
                "WEB005 | WARNING | server.servlet.session.cookie.http-only=false",
                "WEB005 | WARNING | server.servlet.session.cookie.same-site=none",
                "WEB004 | ERROR | server.servlet.session.cookie.secure=0",
                "WEB005 | WARNING | server.servlet.session.cookie.http-only=NO",
                "WEB006 | WARNING | server.forward-headers-strategy=framework",
                "WEB006 | WARNING | gatehouse.client-address.trusted-proxies=10.0.0.0/8,0.0.0.0/0",
                "WEB006 | WARNING | gatehouse.client-address.trusted-proxies=::/0",
                "WEB006 | WARNING | server.tomcat.remoteip.internal-proxies=.*",
                "WEB006 | WARNING | server.tomcat.remoteip.internal-proxies=10.0.0.0/8, 0.0.0.0/0",
                "WEB006 | WARNING | server.tomcat.remoteip.internal-proxies=0.0.0.0/1,128.0.0.0/1",
                "WEB006 | WARNING | server.tomcat.remoteip.internal-proxies=10.0.0.0/8,::1/0",
                "WEB006 | WARNING | server.tomcat.remoteip.internal-proxies=\\d{1,3}(\\.\\d{1,3}){3}",
                "WEB006 | WARNING | server.tomcat.remoteip.internal-proxies=192\\..*",
                "WEB006 | WARNING | server.tomcat.remoteip.trusted-proxies=.*",
                "WEB006 | WARNING | server.tomcat.remoteip.trusted-proxies=[0-9a-f:]+",
                "WEB007 | WARNING | gatehouse.headers.strict-transport-security=off",
                "WEB007 | WARNING | gatehouse.headers.strict-transport-security=max-age=3600; includeSubDomains",
                "WEB008 | ERROR | spring.web.error.include-stacktrace=always",
                "WEB008 | ERROR | spring.web.error.include-exception=true",
                "WEB008 | ERROR | spring.web.error.include-stacktrace=onParam",
                "WEB008 | ERROR | spring.web.error.include-exception=1",
                "WEB009 | WARNING | spring.web.error.include-message=on_param",
                "WEB009 | WARNING | spring.web.error.include-binding-errors=always",
                "WEB010 | WARNING | gatehouse.request-limits.enabled=false",
                "WEB010 | WARNING | spring.servlet.multipart.max-file-size=-1",
                "WEB010 | WARNING | spring.servlet.multipart.max-request-size=-1",
                "WEB010 | WARNING | server.tomcat.max-http-form-post-size=-1",
                "WEB010 | WARNING | server.tomcat.max-swallow-size=-1",
                "WEB011 | WARNING | gatehouse.cors.allowed-origins=http://app.example.com",
                "WEB011 | WARNING | gatehouse.cors.allowed-origins=HTTP://app.example.com",
                "WEB011 | WARNING | gatehouse.cors.paths[0].path=/public/**;"
                        + "gatehouse.cors.paths[0].allowed-origins=https://a.example.com,http://b.example.com",
                "WEB012 | ERROR | gatehouse.trusted-hosts.allowed=*",
                "WEB012 | ERROR | gatehouse.trusted-hosts.allowed=https://api.example.com/v1",
                "WEB012 | ERROR | gatehouse.trusted-hosts.allowed=m\u00fcnchen.example",
                "WEB014 | WARNING | gatehouse.https.mode=off",
                "WEB015 | WARNING | gatehouse.headers.enabled=false",
                "WEB015 | WARNING | gatehouse.headers.profile=off",
                "WEB016 | WARNING | gatehouse.errors.enabled=false",
                "RL002 | WARNING | gatehouse.rate-limit.store=redis;gatehouse.rate-limit.fallback=open",
                "RL002 | WARNING | gatehouse.rate-limit.store=redis;gatehouse.rate-limit.rules[0].limit=5/minute;"
                        + "gatehouse.rate-limit.rules[0].paths=/login;gatehouse.rate-limit.rules[0].fallback=open",
                "RL003 | ERROR | gatehouse.rate-limit.test-bypass=true",
                "RL003 | ERROR | gatehouse.rate-limit.test-bypass=1",
                "RL004 | WARNING | gatehouse.rate-limit.enabled=off",
                "RL004 | WARNING | gatehouse.rate-limit.enabled=false",
                "RL004 | WARNING | gatehouse.rate-limit.default-limit=unlimited",
                "LOG001 | WARNING | some.property=1",
                "LOG002 | WARNING | gatehouse.logging.masking.enabled=false",
                "ACT001 | ERROR | management.endpoints.web.exposure.include=*",
                "ACT002 | ERROR | management.endpoint.env.show-values=always",
                "ACT002 | ERROR | management.endpoint.configprops.show-values=ALWAYS",
                "ACT003 | WARNING | management.endpoint.health.show-details=always",
                "ACT003 | WARNING | management.endpoint.health.show-components=always",
                "ACT003 | WARNING | management.endpoint.health.group.custom.show-details=always",
                "ACT003 | WARNING | management.endpoint.health.group.live.showComponents=ALWAYS",
                "ACT004 | WARNING | management.endpoints.access.default=unrestricted",
                "ACT004 | WARNING | management.endpoints.access.default=UNRESTRICTED;"
                        + "management.endpoint.heapdump.access=none",
                "ACT004 | WARNING | management.endpoint.heapdump.access=unrestricted",
                "ACT004 | WARNING | management.endpoint.heapdump.enabled=true",
                "ACT004 | WARNING | management.endpoint.shutdown.enabled=on",
                "ACT004 | WARNING | management.endpoints.enabled-by-default=true",
                "ACT004 | WARNING | management.endpoints.enabled-by-default=true;"
                        + "management.endpoint.heapdump.enabled=false",
                "ACT004 | WARNING | management.endpoint.heapdump.access=readonly",
                "ACT004 | WARNING | management.endpoint.shutdown.access=read-only",
                "ACT004 | WARNING | management.endpoints.web.exposure.include=health,heapdump",
                "ACT004 | WARNING | management.endpoints.web.exposure.include=health,heap-dump",
                "ACT004 | WARNING | management.endpoints.web.exposure.include[0]=heapDump",
                "ACT005 | WARNING | management.endpoints.web.exposure.include=health,metrics",
                "ACT005 | WARNING | management.endpoints.web.exposure.include=metrics;management.server.port=",
                "ACT005 | WARNING | " + LISTED + "gatehouse.address-lists[0].path=/actuator/health/**",
                "ACT005 | WARNING | " + LISTED + "gatehouse.address-lists[0].path=/actuator/env",
                "ACT005 | WARNING | " + LISTED + "gatehouse.address-lists[0].path=/actuators",
                "ACT005 | WARNING | " + LISTED + "gatehouse.address-lists[0].path=/actuator/**;"
                        + "gatehouse.address-lists[0].methods=POST",
                "ACT005 | WARNING | " + LISTED
                        + "gatehouse.address-lists[0].path=/actuator/env/**,/actuator/loggers/**;"
                        + "management.endpoints.web.path-mapping.env=/x",
                "ACT005 | WARNING | " + LISTED + "gatehouse.address-lists[0].path=/admin/**;"
                        + "management.endpoints.web.base-path=/",
                "ACT005 | WARNING | management.endpoints.web.exposure.include=env;"
                        + "gatehouse.address-lists[0].path=/actuator/**;gatehouse.address-lists[0].allow=0.0.0.0/0",
                "DB001 | ERROR | spring.datasource.password=postgres",
                "DB001 | ERROR | spring.datasource.password=k9-B2",
                "DB001 | ERROR | spring.datasource.password=",
                "DB001 | ERROR | spring.datasource.hikari.password=abc",
                "DB001 | ERROR | spring.datasource.url=jdbc:postgresql://db.example.com/shop?user=a&password=postgres",
                "DB001 | ERROR | spring.datasource.url=jdbc:mysql://root:root@db.example.com/shop",
                "DB001 | ERROR | spring.datasource.url=jdbc:sqlserver://db.example.com;User=sa;Password=",
                "DB001 | ERROR | spring.datasource.url=jdbc:oracle:thin:scott/tiger@//db.example.com:1521/shop",
                "DB002 | ERROR | spring.jpa.hibernate.ddl-auto=create-drop",
                "DB002 | WARNING | spring.jpa.generate-ddl=true",
                "DB002 | WARNING | spring.jpa.generate-ddl=yes;spring.jpa.hibernate.ddl-auto=none",
                "DB002 | ERROR | spring.jpa.properties.jakarta.persistence.schema-generation.database.action=drop-and-create",
                "DB002 | WARNING | spring.jpa.properties.jakarta.persistence.schema-generation.database.action=create",
                "DB002 | WARNING | spring.jpa.hibernate.ddl-auto=update",
                "DB002 | ERROR | spring.jpa.properties.hibernate.hbm2ddl.auto=create",
                "DB003 | WARNING | spring.jpa.show-sql=true",
                "DB003 | WARNING | spring.jpa.properties.hibernate.show_sql=true",
                "DB002 | ERROR | spring.jpa.properties[hibernate.hbm2ddl.auto]=create",
                "DB002 | WARNING | spring.jpa.properties[jakarta.persistence.schema-generation.database.action]=create",
                "DB003 | WARNING | spring.jpa.properties[hibernate.show_sql]=true",
                "DB003 | WARNING | logging.level.org.hibernate.SQL=debug",
                "DB003 | WARNING | logging.level.org.hibernate.orm.jdbc.bind=TRACE",
                "DB003 | WARNING | logging.level.sql=debug",
                "DB003 | WARNING | logging.level.org.hibernate=trace",
                "DB003 | WARNING | logging.level[org.hibernate.SQL]=debug",
                "DB003 | WARNING | logging.level.org.springframework.jdbc=trace",
                "DB004 | ERROR | spring.datasource.url=jdbc:h2:mem:shop",
                "DB004 | WARNING | spring.datasource.url=jdbc:h2:file:./data/shop",
                "DB005 | WARNING | spring.jpa.open-in-view=true",
                "DB005 | WARNING | some.property=1",
                "DB006 | ERROR | spring.flyway.clean-disabled=false",
                "DB005 | WARNING | spring.jpa.open-in-view=on",
                "DB006 | ERROR | spring.flyway.clean-disabled=no",
                "DB006 | ERROR | spring.liquibase.drop-first=yes",
                "DB006 | ERROR | spring.liquibase.drop-first=true",
                "DB007 | WARNING | spring.datasource.url=jdbc:postgresql://db.example.com/shop",
                "DB007 | WARNING | spring.datasource.url=jdbc:postgresql://db.example.com/shop?currentSchema=a",
                "DB007 | WARNING | spring.datasource.url=jdbc:postgresql://127.0.0.1.example.com/shop",
                "DB007 | WARNING | spring.datasource.url=jdbc:sqlserver://db.example.com;Encrypt=false",
                "DB007 | WARNING | spring.datasource.url=jdbc:sqlserver://db.example.com;Encrypt=Optional;User=b",
                "DB007 | WARNING | spring.datasource.url=jdbc:mysql://db.example.com:3306/shop",
                "DB007 | WARNING | spring.datasource.url=jdbc:mariadb://db.example.com/shop",
                "RED001 | ERROR | spring.data.redis.host=redis.example.com",
                "RED001 | ERROR | spring.data.redis.cluster.nodes[0]=r1.example.com:6379",
                "RED001 | ERROR | spring.data.redis.masterreplica.nodes=localhost:6379,r2.example.com:6379",
                "RED001 | ERROR | spring.data.redis.url=rediss://r.example.com:6380;spring.data.redis.password="
                        + STRONG,
                "RED001 | ERROR | gatehouse.rate-limit.redis.uris=rediss://redis.example.com:6380",
                "RED002 | WARNING | spring.data.redis.host=redis.example.com;spring.data.redis.password=" + STRONG,
                "RED002 | WARNING | spring.data.redis.host=r.example.com;spring.data.redis.ssl.bundle=redis;"
                        + "spring.data.redis.ssl.enabled=off",
                "RED002 | WARNING | spring.data.redis.masterreplica.nodes[0]=r1.example.com:6379",
                "RED002 | WARNING | spring.data.redis.url=redis://u:" + STRONG + "@redis.example.com:6379",
                "RED002 | WARNING | gatehouse.rate-limit.redis.uris=redis://redis.example.com:6379",
                "DEV001 | ERROR | spring.h2.console.enabled=true",
                "DEV001 | ERROR | spring.h2.console.settings.web-allow-others=true",
                "DEV003 | WARNING | debug=",
                "DEV003 | WARNING | debug=1",
                "DEV003 | WARNING | debug=FALSE",
                "DEV003 | WARNING | trace=true",
                "DEV003 | WARNING | trace=no",
                "DEV003 | WARNING | logging.level.root=DEBUG",
                "DEV003 | WARNING | logging.level.org.springframework.security=trace",
                "DEV003 | WARNING | logging.level.web=debug",
                "DEV003 | WARNING | logging.level.org.springframework.web=TRACE",
                "DEV003 | WARNING | logging.level.org.springframework=trace",
                "DEV003 | WARNING | logging.level.org=trace",
                "DEV003 | WARNING | spring.mvc.log-request-details=true",
                "DEV003 | WARNING | spring.http.codecs.log-request-details=on",
                "DEV004 | WARNING | springdoc.api-docs.enabled=true",
                "DEV004 | WARNING | some.property=1",
                "CFG001 | WARNING | server.error.include-message=always",
                "CFG001 | WARNING | spring.redis.host=localhost",
                "CFG001 | WARNING | management.metrics.export.defaults.enabled=true",
                "CFG002 | INFO | spring.http.client.read-timeout=1s",
                "CFG003 | WARNING | gatehouse.rate-limit.enable=true",
                "CFG003 | WARNING | gatehouse.something.else=true",
                "CFG003 | WARNING | gatehouse.rate-limit.rules[0].limits=5/minute",
                "CFG004 | ERROR | spring.datasource.password=${SHOP_DB_PASSWORD_1}",
                "CFG004 | ERROR | spring.datasource.password=pre${S3cretPart}post",
                "CFG004 | ERROR | spring.mail.properties.subject=\\${user} ${SHOP_NAME_1}",
                "CFG004 | ERROR | shop.jwt-secret=${SHOP_JWT_SECRET_1}",
                "CFG004 | ERROR | shop.jwt-secret=pre${S3cretPart}post",
                "CFG004 | ERROR | shop.signing=${SHOP_SIGNING_1};gatehouse.environment.required=shop.signing",
                "OPS001 | WARNING | gatehouse.drain.grace-period=30s",
                "OPS001 | WARNING | gatehouse.drain.grace-period=30s;spring.lifecycle.timeout-per-shutdown-phase="
                        + Long.MAX_VALUE + "s",
                "OPS001 | WARNING | spring.main.cloud-platform=kubernetes",
                "OPS001 | WARNING | gatehouse.drain.grace-period=30s;gatehouse.drain.delay=60s",
                "OPS001 | WARNING | gatehouse.drain.grace-period=6s;spring.lifecycle.timeout-per-shutdown-phase=1s",
                "OPS001 | WARNING | gatehouse.drain.grace-period=1s",
                "OPS002 | WARNING | server.shutdown=immediate",
                "OPS003 | WARNING | some.property=1",
                "AUTH001 | ERROR | gatehouse.auth.jwt.issuer=http://api.example.com",
                "AUTH001 | ERROR | gatehouse.auth.jwt.issuer=;gatehouse.auth.jwt.keys[0].private-key=file:jwt.pem",
                "AUTH002 | ERROR | gatehouse.auth.jwt.issuer=https://api.example.com;"
                        + "gatehouse.auth.jwt.keys[0].private-key=",
                "AUTH002 | ERROR | gatehouse.auth.jwt.issuer=https://api.example.com;"
                        + "gatehouse.auth.jwt.keys[0].private-key=file:jwt.pem;"
                        + "gatehouse.auth.jwt.keys[1].private-key=;gatehouse.auth.jwt.keys[1].state=retiring",
                "AUTH002 | ERROR | gatehouse.auth.jwt.issuer=;gatehouse.auth.jwt.keys[0].private-key=",
                "AUTH002 | ERROR | gatehouse.auth.jwt.keys[0].public-key=file:old.pem;"
                        + "gatehouse.auth.jwt.keys[1].private-key=",
                "AUTH002 | ERROR | gatehouse.auth.jwt.keys[0].kid=k1",
                "AUTH001 | ERROR | gatehouse.auth.jwt.keys[0].public-key=file:old.pem;"
                        + "gatehouse.auth.jwt.keys[1].private-key=file:jwt.pem",
                "AUTH003 | WARNING | gatehouse.auth.jwt.access-ttl=16m",
                "AUTH004 | ERROR | gatehouse.auth.jwt.issuer=https://api.example.com",
                "AUTH004 | ERROR | gatehouse.auth.public-base-url=http://app.example.com",
                "AUTH005 | INFO | gatehouse.auth.root-secret=" + STRONG,
                "AUTH005 | INFO | gatehouse.auth.mfa.window=0;gatehouse.auth.password.min-length=14",
                "AUTH006 | INFO | gatehouse.auth.lockout.max-failures=3",
                "AUTH008 | ERROR | gatehouse.auth.unsafe-ignore-annotations=true",
                "WEB018 | WARNING | gatehouse.auth.refresh.transport=cookie;"
                        + "gatehouse.cors.allowed-origins=https://app.example.com",
                "AUTH009 | ERROR | gatehouse.auth.password.argon2.preset=unsafe-for-tests",
                "SEC002 | ERROR | gatehouse.auth.root-secret=c2hvcnQ=",
                "SEC003 | ERROR | gatehouse.auth.root-secret=changeme-changeme-changeme-changeme-changeme"
            })
    void firesUntilItsRemedyIsApplied(String id, Severity severity, String properties) {
        Map<String, String> before = parse(properties);
        List<Finding> findings = findings(before, id);
        assertThat(findings)
                .isNotEmpty()
                .first()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(severity));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.problem()).endsWith(".");
            assertThat(finding.changes()).isNotEmpty();
        });

        Map<String, String> after = Remedies.apply(
                before,
                findings.stream().flatMap(finding -> finding.changes().stream()).toList());
        assertThat(findings(after, id)).as("after %s", after).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SEC001 | gatehouse.environment.required=shop.jwt.secret;shop.jwt.secret=" + STRONG,
                "SEC001 | openai.api-key=",
                "SEC001 | gatehouse.auth.captcha.provider=;gatehouse.auth.captcha.secret=",
                "SEC002 | gatehouse.auth.captcha.provider=turnstile;gatehouse.auth.captcha.secret=0x4AAAAAAAx7Qd2vKpW9sLz",
                "SEC002 | spring.security.oauth2.client.registration.hub.client-secret=0123456789abcdef_9",
                "SEC002 | spring.datasource.password=k9-B2xx11",
                "SEC003 | shop.password.min-length=12",
                "SEC003 | shop.jwt.secret=" + STRONG,
                "SEC004 | shop.jwt.secret=6f1ed002ab5595859014ebf0951522d96f1ed002ab5595859014ebf0951522d9",
                "SEC005 | shop.secret=" + STRONG + ";shop.jwt.secret=${shop.secret}",
                "SEC005 | shop.base.secret=${given.here};shop.jwt.secret=${shop.base.secret};given.here=" + STRONG,
                "SEC005 | shop.jwt.secret=${NOT_SET:${shop.csrf.secret}};shop.csrf.secret=" + STRONG,
                "SEC005 | spring.datasource.password=" + STRONG + ";spring.flyway.password=" + STRONG,
                "WEB001 | gatehouse.cors.allowed-origins=https://*.example.com;gatehouse.cors.allow-credentials=true",
                "WEB001 | management.endpoints.web.cors.allowed-origin-patterns=https://*.example.com,https://a.example.*",
                "WEB001 | gatehouse.cors.paths[0].path=/a;gatehouse.cors.paths[0].allowed-origins=*;"
                        + "gatehouse.cors.paths[0].enabled=false",
                "WEB002 | gatehouse.trusted-hosts.allowed=api.example.com",
                "WEB002 | gatehouse.trusted-hosts.allowed=api.example.com;gatehouse.trusted-hosts.enabled=on",
                "WEB003 | server.forward-headers-strategy=NATIVE",
                "WEB003 | server.forward-headers-strategy=native;server.tomcat.remoteip.internal-proxies=10.0.4.7",
                "WEB003 | server.forward-headers-strategy=native;"
                        + "server.tomcat.remoteip.internal-proxies=10.0.4.7/32, 10.0.4.8",
                "WEB003 | server.forward-headers-strategy=native;"
                        + "server.tomcat.remoteip.internal-proxies=10\\.\\d{1,3}\\.0\\.1",
                "WEB003 | server.forward-headers-strategy=native;server.tomcat.remoteip.internal-proxies=;"
                        + "server.tomcat.remoteip.trusted-proxies=203.0.113.7/32",
                "WEB003 | server.forward-headers-strategy=native;server.tomcat.remoteip.internal-proxies=;"
                        + "gatehouse.client-address.trusted-proxies=10.0.0.0/8",
                "WEB003 | server.ssl.bundle=web",
                "WEB003 | server.ssl.enabled=true;server.ssl.key-store=file:web.p12",
                "WEB003 | gatehouse.client-address.trusted-proxies=10.0.0.0/8",
                "WEB003 | spring.main.cloud-platform=kubernetes",
                "WEB003 | spring.main.cloud-platform=HEROKU",
                "WEB003 | kubernetes.service.host=10.0.0.1",
                "WEB003 | dyno=web.1",
                "WEB004 | server.servlet.session.cookie.secure=true",
                "WEB005 | server.servlet.session.cookie.same-site=strict;server.servlet.session.cookie.http-only=true",
                "WEB006 | server.tomcat.remoteip.internal-proxies=10\\.0\\.0\\.1",
                "WEB006 | server.tomcat.remoteip.internal-proxies=192.168.0.0/16, 172.16.0.0/12, 169.254.0.0/16, fc00::/7,"
                        + " 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, fe80::/10, ::1/128",
                "WEB006 | server.tomcat.remoteip.trusted-proxies=104.16.0.0/13,2400:cb00::/32,10.1.2.3/8,10.0.0.7",
                "WEB006 | server.tomcat.remoteip.trusted-proxies=10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}",
                "WEB006 | server.tomcat.remoteip.internal-proxies=192\\.168\\..*;"
                        + "server.tomcat.remoteip.trusted-proxies=23.0.0.0/12,104.16.0.0/13,203.0.113.7",
                "WEB007 | gatehouse.headers.strict-transport-security=max-age=63072000; includeSubDomains",
                "WEB008 | spring.web.error.include-stacktrace=never",
                "WEB010 | spring.servlet.multipart.max-file-size=10MB",
                "WEB011 | gatehouse.cors.allowed-origins=https://app.example.com",
                "WEB012 | gatehouse.trusted-hosts.allowed=*.example.com,[::1],10.0.0.0/8",
                "WEB014 | gatehouse.https.mode=reject",
                "RL002 | gatehouse.rate-limit.fallback=open",
                "RL002 | gatehouse.rate-limit.store=redis;gatehouse.rate-limit.rules[0].limit=5/minute;"
                        + "gatehouse.rate-limit.rules[0].paths=/items;gatehouse.rate-limit.rules[0].fallback=open",
                "RL003 | gatehouse.rate-limit.test-bypass=false",
                "RL003 | gatehouse.rate-limit.test-bypass=0",
                "DB006 | spring.flyway.clean-disabled=on;spring.liquibase.drop-first=no",
                "LOG001 | logging.structured.format.console=logstash",
                "LOG001 | logging.config=classpath:own.xml",
                "ACT001 | management.endpoints.web.exposure.include=health,info",
                "ACT005 | management.endpoints.web.exposure.include=metrics;management.server.port=8081",
                "ACT005 | " + LISTED + "gatehouse.address-lists[0].path=/**",
                "ACT005 | " + LISTED + "gatehouse.address-lists[0].path=/actuator/env/**,/actuator/loggers/**",
                "ACT005 | " + LISTED + "gatehouse.address-lists[0].path=/ops/{*rest},/ops/x;"
                        + "management.endpoints.web.base-path=/ops/;management.endpoints.web.path-mapping.env=x/y",
                "ACT005 | management.endpoints.web.exposure.include=*;gatehouse.address-lists[0].path=/actuator/**;"
                        + "gatehouse.address-lists[0].allow=10.0.0.0/8",
                "ACT005 | management.endpoints.web.exposure.include=Health,INFO",
                "ACT005 | management.endpoints.web.exposure.include=metrics;gatehouse.address-lists[0].path=/actuator/**;"
                        + "gatehouse.address-lists[0].allow=10.0.0.0/8",
                "DB001 | spring.datasource.password=k9-B2xx11",
                "DB001 | spring.datasource.url=jdbc:mysql://shop:" + STRONG + "@db.example.com/shop",
                "DB001 | spring.datasource.url=jdbc:mysql://shop:k9-B2@xx11@db.example.com/shop",
                "DB001 | spring.datasource.url=jdbc:postgresql://db.example.com:5432/shop?sslmode=verify-full",
                "DB002 | spring.jpa.generate-ddl=true;spring.jpa.hibernate.ddl-auto=validate",
                "DB002 | spring.jpa.properties.jakarta.persistence.schema-generation.database.action=none",
                "DB003 | logging.level.org.hibernate=debug;logging.level.org.hibernate.SQL=warn;"
                        + "logging.level.org.hibernate.orm=info",
                "DB003 | logging.level.sql=info;logging.level.org.hibernate=info;logging.level.org=warn",
                "ACT003 | management.endpoint.health.group.custom.show-details=when-authorized",
                "ACT004 | management.endpoints.access.default=read-only",
                "ACT004 | management.endpoints.enabled-by-default=false;management.endpoint.heapdump.enabled=false",
                "ACT004 | management.endpoints.access.default=unrestricted;management.endpoint.heapdump.access=none;"
                        + "management.endpoint.shutdown.access=none",
                "DB003 | spring.jpa.show-sql=false",
                "DB004 | spring.datasource.url=jdbc:postgresql://localhost/shop",
                "DB007 | spring.datasource.url=jdbc:postgresql://localhost:5432/shop",
                "DB007 | spring.datasource.url=jdbc:postgresql://127.1/shop",
                "DB007 | spring.datasource.url=jdbc:postgresql://[::1]:5432/shop",
                "DB007 | spring.datasource.url=jdbc:postgresql://db.example.com/shop?sslmode=require",
                "DB007 | spring.datasource.url=jdbc:mysql://db.example.com/shop?sslMode=VERIFY_CA",
                "DB007 | spring.datasource.url=jdbc:sqlserver://db.example.com;databaseName=shop",
                "RED001 | spring.data.redis.host=localhost",
                "RED001 | gatehouse.rate-limit.redis.uris=redis://127.0.0.1:6379",
                "RED001 | gatehouse.rate-limit.redis.uris=redis-sentinel://:" + STRONG
                        + "@s1.example.com,s2.example.com/0#m",
                "RED001 | spring.data.redis.masterreplica.nodes=127.0.0.1:6379",
                "RED001 | spring.data.redis.url=redis://:" + STRONG + "@redis.example.com:6379",
                "RED001 | spring.data.redis.host=redis.example.com;spring.data.redis.password=" + STRONG,
                "RED002 | spring.data.redis.url=rediss://u:p@redis.example.com",
                "RED002 | spring.data.redis.host=redis.example.com;spring.data.redis.ssl.bundle=redis",
                "RED002 | gatehouse.rate-limit.redis.uris=rediss-sentinel://:p,w@s1.example.com,s2.example.com/0#m",
                "DEV003 | debug=false;trace=false",
                "DEV003 | logging.level.root=info",
                "DEV003 | logging.level.web=info;logging.level.org.springframework=warn;logging.level.com.example=trace",
                "DEV003 | logging.level.org.springframework=trace;logging.level.org.springframework.security=info;"
                        + "logging.level.org.springframework.web=warn",
                "CFG001 | spring.web.error.include-message=never",
                "CFG001 | logging.file.name=app.log",
                "CFG003 | gatehouse.rateLimit.defaultLimit=10/minute",
                "CFG003 | gatehouse.headers.web.x-frame-options=DENY",
                "CFG003 | gatehouse.headers.paths[0].headers.x-frame-options=DENY",
                "CFG003 | gatehouse.rate-limit.rules[0].refund-on[0]=2xx",
                "CFG003 | gatehouse.environment.suppress[0].id=WEB003",
                "CFG004 | spring.datasource.password=${SHOP_DB_PASSWORD_1:}",
                "CFG004 | spring.mail.properties.subject=\\${user}",
                "CFG004 | shop.jwt-secret=${SHOP_JWT_SECRET_1:}",
                "CFG004 | shop.greeting=Hello ${visitor}",
                "OPS001 | gatehouse.drain.grace-period=60s",
                "OPS001 | gatehouse.drain.grace-period=" + Long.MAX_VALUE + "s",
                "OPS001 | gatehouse.drain.grace-period=" + Long.MAX_VALUE + "d",
                "OPS001 | gatehouse.drain.grace-period=60s;gatehouse.drain.delay=" + Long.MIN_VALUE
                        + "s;spring.lifecycle.timeout-per-shutdown-phase=" + Long.MIN_VALUE + "s",
                "OPS001 | gatehouse.drain.grace-period=30s;server.shutdown=immediate",
                "OPS003 | spring.mail.host=smtp.example.com",
                "AUTH001 | gatehouse.auth.jwt.issuer=https://api.example.com",
                "AUTH001 | gatehouse.auth.jwt.issuer=http://localhost:8080;gatehouse.environment.mode=development",
                "AUTH001 | gatehouse.auth.jwt.issuer=http://api.example.com;gatehouse.auth.enabled=false",
                "AUTH001 | gatehouse.auth.jwt.issuer=",
                "AUTH001 | gatehouse.auth.jwt.keys[0].public-key=file:jwt.pem",
                "AUTH002 | gatehouse.auth.jwt.keys[0].private-key=file:jwt.pem",
                "AUTH002 | gatehouse.auth.jwt.keys[0].state=retiring;gatehouse.auth.jwt.keys[0].public-key=file:jwt.pem",
                "AUTH002 | gatehouse.auth.jwt.keys[0].private-key=;gatehouse.auth.jwt.keys[0].public-key=file:jwt.pem",
                "AUTH002 | gatehouse.auth.jwt.keys[0].private-key=;gatehouse.auth.enabled=false",
                "AUTH002 | gatehouse.auth.jwt.keys[0].private-key=;gatehouse.environment.mode=development",
                "AUTH003 | gatehouse.auth.jwt.access-ttl=15m",
                "AUTH004 | some.property=1",
                "AUTH004 | gatehouse.auth.jwt.issuer=https://a.example.com;gatehouse.auth.registration.enabled=false",
                "AUTH004 | gatehouse.auth.jwt.issuer=https://a.example.com;gatehouse.environment.mode=development",
                "AUTH004 | gatehouse.auth.password.min-length=16",
                "AUTH004 | gatehouse.auth.endpoint-guard.public-paths=/x;gatehouse.auth.endpoint-guard.enabled=true",
                "AUTH004 | gatehouse.auth.of.somebody.else=1",
                "AUTH005 | some.property=1",
                "AUTH005 | gatehouse.auth.api-key.prefix=shop;gatehouse.auth.password.argon2.permits=2",
                "AUTH005 | gatehouse.auth.mfa.window=0;gatehouse.auth.password.min-length=15",
                "AUTH005 | gatehouse.auth.mfa.window=0;gatehouse.auth.enabled=false",
                "AUTH005 | gatehouse.auth.unsafe-ignore-annotations=true",
                "AUTH006 | gatehouse.auth.enabled=true",
                "AUTH006 | gatehouse.auth.mfa.window=0;gatehouse.auth.captcha.provider=hcaptcha",
                "WEB018 | gatehouse.auth.refresh.transport=cookie",
                "WEB018 | gatehouse.cors.allowed-origins=https://app.example.com",
                "WEB018 | gatehouse.auth.refresh.transport=body;gatehouse.cors.allowed-origins=https://app.example.com",
                "WEB018 | gatehouse.auth.refresh.transport=cookie;"
                        + "gatehouse.cors.allowed-origins=https://app.example.com;gatehouse.cors.allow-credentials=on",
                "WEB018 | gatehouse.auth.refresh.transport=cookie;"
                        + "gatehouse.cors.allowed-origins=https://app.example.com;"
                        + "gatehouse.cors.paths[0].path=/api/v1/auth/**;gatehouse.cors.paths[0].allow-credentials=true",
                "SEC001 | gatehouse.auth.root-secret-previous=",
                "SEC002 | gatehouse.auth.root-secret=" + STRONG
            })
    void doesNotFireOnWhatIsRight(String id, String properties) {
        assertThat(findings(parse(properties), id)).isEmpty();
    }

    @Test
    void isMilderOutsideOfProduction() {
        Map<String, String> properties =
                parse("spring.flyway.clean-disabled=false;gatehouse.rate-limit.test-bypass=true");
        properties.put("gatehouse.environment.mode", "development");
        assertThat(findings(properties, "DB006")).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(findings(properties, "RL003")).isEmpty();
        assertThat(findings(properties, "WEB002")).extracting(Finding::severity).containsExactly(Severity.INFO);
    }

    @Test
    void asksForNoPasswordOfAnEmbeddedDatabaseOfDevelopment() {
        Map<String, String> properties = parse("spring.datasource.url=jdbc:h2:file:./x;spring.datasource.password=");
        properties.put("gatehouse.environment.mode", "development");
        assertThat(findings(properties, "DB001")).isEmpty();
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        assertThat(findings(parse("gatehouse.rate-limit.enable=true"), "CFG003")
                        .get(0)
                        .remedy())
                .isEqualTo("Write gatehouse.rate-limit.enabled instead of gatehouse.rate-limit.enable.");
    }

    @Test
    void replacesWhatKeepsADriverFromTls() {
        String url = "spring.datasource.url=jdbc:postgresql://db.example.com/shop?SslMode=disable&a=b";
        assertThat(findings(parse(url), "DB007"))
                .flatExtracting(Finding::changes)
                .containsExactly(Change.replace("spring.datasource.url", "SslMode=disable", "sslmode=verify-full"));
    }

    @Test
    void repairsHosts() {
        assertThat(findings(
                                parse(
                                        "gatehouse.trusted-hosts.allowed=https://api.example.com/v1,m\u00fcnchen.example"),
                                "WEB012")
                        .get(0)
                        .remedy())
                .isEqualTo("Set gatehouse.trusted-hosts.allowed to api.example.com,xn--mnchen-3ya.example.");
    }

    @Test
    void showsNothingOfASecretThatLooksLikeAPlaceholder() {
        assertThat(findings(parse("spring.datasource.password=pre${S3cretPart}post"), "CFG004"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.toString()).doesNotContain("S3cretPart");
                    assertThat(finding.remedy()).contains("write \\${ where");
                });
        assertThat(findings(parse("spring.datasource.password=pre\\${S3cretPart}post"), "CFG004"))
                .isEmpty();
    }

    @Test
    void findsTheDeveloperToolsInProductionOnly() {
        Set<String> devtools = Set.of("org.springframework.boot.devtools.restart.Restarter");
        assertThat(findings(parse("a.b=1"), "DEV002", devtools)).hasSize(1);
        assertThat(findings(parse("a.b=1"), "DEV002", Set.of())).isEmpty();
        assertThat(findings(parse("gatehouse.environment.mode=development"), "DEV002", devtools))
                .isEmpty();
    }

    @Test
    void findsAJdkThatGetsNoUpdates() {
        CheckContext context = context(parse("a.b=1"), Set.of());
        assertThat(OperationChecks.java(context, 23)).extracting(Finding::id).containsExactly("JDK001");
        assertThat(OperationChecks.java(context, 21)).isEmpty();
        assertThat(OperationChecks.java(context, 99)).isEmpty();
    }

    @Test
    void needsNoPageOfAnApiThatIsNotThere() {
        assertThat(findings(parse("a.b=1"), "DEV004", Set.of())).isEmpty();
        assertThat(findings(parse("a.b=1"), "OPS003", Set.of())).isEmpty();
        assertThat(findings(parse("a.b=1"), "DB005", Set.of())).isEmpty();
    }

    private static Map<String, String> parse(String properties) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String entry : properties.split(";(?=[a-z])")) {
            int equals = entry.indexOf('=');
            map.put(
                    entry.substring(0, equals).strip(),
                    entry.substring(equals + 1).strip());
        }
        return map;
    }

    private static List<Finding> findings(Map<String, String> properties, String id) {
        return findings(
                properties,
                id,
                Set.of(
                        JPA,
                        "org.springdoc.core.properties.SpringDocConfigProperties",
                        "org.springdoc.core.properties.SwaggerUiConfigProperties",
                        "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration"));
    }

    private static List<Finding> findings(Map<String, String> properties, String id, Set<String> classes) {
        CheckContext context = context(properties, classes);
        List<Finding> findings = new ArrayList<>();
        for (Check check : PropertyChecks.all(PropertyChecksTests.class.getClassLoader())) {
            check.check(context).stream()
                    .filter(finding -> finding.id().equals(id))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static CheckContext context(Map<String, String> properties, Set<String> classes) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("test", new LinkedHashMap<>(properties)));
        environment.setActiveProfiles("prod");
        return new WithClasses(
                new ConfiguredEnvironment(environment, PropertyChecksTests.class.getClassLoader(), TODAY), classes);
    }

    /** Pretends that some classes are there, and no others. */
    private record WithClasses(CheckContext context, Set<String> classes) implements CheckContext {

        @Override
        public boolean isProduction() {
            return context.isProduction();
        }

        @Override
        public @Nullable ConfiguredProperty find(String name) {
            return context.find(name);
        }

        @Override
        public List<String> list(String name) {
            return context.list(name);
        }

        @Override
        public Collection<ConfiguredProperty> all() {
            return context.all();
        }

        @Override
        public boolean hasClass(String name) {
            return classes.contains(name);
        }

        @Override
        public LocalDate today() {
            return context.today();
        }
    }
}
