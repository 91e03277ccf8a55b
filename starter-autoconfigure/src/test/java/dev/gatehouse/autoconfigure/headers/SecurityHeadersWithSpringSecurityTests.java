package dev.gatehouse.autoconfigure.headers;

import static dev.gatehouse.autoconfigure.headers.HeadersClient.API;
import static dev.gatehouse.autoconfigure.headers.HeadersClient.hasOneOfEach;
import static dev.gatehouse.autoconfigure.headers.HeadersClient.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** With Spring Security: one of each header, ours, unless the application configures Spring Security's. */
class SecurityHeadersWithSpringSecurityTests {

    private static final Map<String, ConfigurableApplicationContext> RUNNING = new ConcurrentHashMap<>();

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(ConfigurableApplicationContext::close);
        RUNNING.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /json, 200",
        "GET, /nowhere, 404",
        "GET, /fails, 500",
        "GET, /send-error, 418",
        "GET, /callable, 200",
        "GET, /deferred, 200",
        "GET, /stream, 200",
        "GET, /reset, 200",
        "GET, /headers/style.css, 200",
        "POST, /json, 403",
        "GET, /closed, 403",
    })
    void everyAnswerHasEveryHeaderOnce(String method, String path, int status) {
        run(Open.class, client -> {
            HttpResponse<String> response = client.send(method, path, "");

            assertThat(response.statusCode()).isEqualTo(status);
            hasOneOfEach(response, API);
            assertThat(values(response, "Cache-Control")).containsExactly("no-store");
            assertThat(values(response, "Pragma")).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"/json;a", "//json", "/json%3Bx", "/a/../json"})
    void aRequestThatTheFirewallRefusesHasEveryHeader(String path) {
        run(Open.class, client -> {
            String response = client.raw(path);

            assertThat(response).startsWith("HTTP/1.1 400");
            API.forEach((name, value) -> assertThat(response).as(name).containsOnlyOnce(name + ": " + value + "\r\n"));
        });
    }

    @Test
    void aPageHasTheNonceThatItsPolicyNames() {
        run(Open.class, client -> {
            HttpResponse<String> response = client.get("/view");

            String nonce = response.body().replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
            assertThat(values(response, "Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("script-src 'self' 'nonce-" + nonce + "'");
        });
    }

    @ParameterizedTest
    @CsvSource({"/json", "/view", "/headers/style.css", "/empty", "/callable", "/fails"})
    void whatTheApplicationConfiguresThereWins(String path) {
        run(OwnHeaders.class, client -> {
            HttpResponse<String> response = client.get(path);

            assertThat(values(response, "X-Frame-Options")).containsExactly("SAMEORIGIN");
            assertThat(values(response, "Content-Security-Policy")).containsExactly("default-src 'self'");
            assertThat(values(response, "Referrer-Policy")).containsExactly("origin");
            assertThat(values(response, "X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(values(response, "Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        });
    }

    @Test
    void whatCustomizersOfTheApplicationConfigureWinsToo() {
        run(OwnCustomizers.class, client -> {
            HttpResponse<String> response = client.get("/json");

            assertThat(values(response, "X-Frame-Options")).containsExactly("SAMEORIGIN");
            assertThat(values(response, "Referrer-Policy")).containsExactly("origin");
            assertThat(values(response, "X-XSS-Protection")).containsExactly("0");
        });
    }

    @Test
    void offLeavesSpringSecurityAsItIs() {
        for (String off : List.of(
                "gatehouse.enabled=false", "gatehouse.headers.enabled=false", "gatehouse.headers.profile=off")) {
            run(
                    Open.class,
                    client -> {
                        HttpResponse<String> response = client.get("/json");

                        assertThat(values(response, "Cache-Control"))
                                .containsExactly("no-cache, no-store, max-age=0, must-revalidate");
                        assertThat(values(response, "X-Frame-Options")).containsExactly("DENY");
                        assertThat(values(response, "Content-Security-Policy")).isEmpty();
                    },
                    off);
        }
    }

    /** The customizer must not bring anything into the chain that is not there without it. */
    @Test
    void leavesAllOtherFeaturesOfSpringSecurityAlone() {
        assertThat(filters()).isEqualTo(filters("gatehouse.headers.enabled=false"));
    }

    private static List<String> filters(String... properties) {
        return running(Open.class, properties).getBean(SecurityFilterChain.class).getFilters().stream()
                .map(filter -> filter.getClass().getName())
                .toList();
    }

    @Test
    void noHeaderStandsThereTwice() {
        run(Open.class, client -> {
            Map<String, List<String>> headers =
                    new TreeMap<>(client.get("/json").headers().map());
            Set<String> repeated = new TreeSet<>();
            headers.forEach((name, values) -> {
                if (values.size() > 1 && !name.equalsIgnoreCase("Vary")) {
                    repeated.add(name);
                }
            });
            assertThat(repeated).isEmpty();
        });
    }

    /** A test on a running service. */
    private interface Check {
        void on(HeadersClient client) throws IOException;
    }

    private static void run(Class<?> security, Check check, String... properties) {
        try {
            int port = ((WebServerApplicationContext) running(security, properties))
                    .getWebServer()
                    .getPort();
            check.on(new HeadersClient(port));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ConfigurableApplicationContext running(Class<?> security, String... properties) {
        return RUNNING.computeIfAbsent(
                security.getSimpleName() + String.join(",", properties), key -> start(security, properties));
    }

    private static ConfigurableApplicationContext start(Class<?> security, String... properties) {
        SpringApplication application = new SpringApplication(HeadersTestApplication.class, security);
        Map<String, Object> all = new TreeMap<>(Map.of("server.port", "0", "spring.main.banner-mode", "off"));
        for (String property : properties) {
            all.put(property.split("=")[0], property.split("=")[1]);
        }
        application.setDefaultProperties(all);
        return application.run();
    }

    @Configuration(proxyBeanMethods = false)
    static class Open {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.requestMatchers("/closed")
                            .denyAll()
                            .anyRequest()
                            .permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnHeaders {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                            .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'"))
                            .referrerPolicy(policy -> policy.policy(ReferrerPolicy.ORIGIN)))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCustomizers {
        @Bean
        Customizer<HttpSecurity> first() {
            return http ->
                    http.headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin));
        }

        @Bean
        Customizer<HeadersConfigurer<HttpSecurity>> second() {
            return headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.ORIGIN));
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }
}
