package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.GatehouseAutoConfiguration;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.ratelimit.RateLimitStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rate limit on the wire. Time stands still unless a test says otherwise. */
class RateLimitHttpTests {

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;

    private void start(String... properties) {
        SpringApplication application = new SpringApplication(App.class);
        boolean setsProxies = String.join(" ", properties).contains("trusted-proxies");
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
        if (!setsProxies) {
            arguments.add("--gatehouse.client-address.trusted-proxies=127.0.0.1");
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        context = application.run(arguments.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
    }

    private int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends the target as it is, which a URI would not allow. */
    private int rawStatus(String method, String target) {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        List<String> values = response.headers().allValues(name);
        assertThat(values).as(name).hasSizeLessThan(2);
        return values.isEmpty() ? null : values.get(0);
    }

    @Test
    void tellsOnSuccessWhereTheClientStands() {
        start();
        for (int i = 0; i < 49; i++) {
            get("/hello");
        }
        HttpResponse<String> response = get("/hello");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "RateLimit-Policy")).isEqualTo("\"default\";q=100;w=60");
        assertThat(header(response, "RateLimit")).isEqualTo("\"default\";r=50;t=30");
        assertThat(header(response, "X-RateLimit-Limit")).isEqualTo("100");
        assertThat(header(response, "X-RateLimit-Remaining")).isEqualTo("50");
        assertThat(header(response, "X-RateLimit-Reset")).isEqualTo("30");
        assertThat(header(response, "X-RateLimit-Window")).isEqualTo("60");
        assertThat(header(response, "Retry-After")).isNull();
    }

    @Test
    void refusesWith429AndSaysWhy() {
        start("gatehouse.rate-limit.default-limit=2/minute");
        get("/hello");
        get("/hello");
        HttpResponse<String> response = get("/hello");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(header(response, "Retry-After")).isEqualTo("30");
        assertThat(header(response, "RateLimit-Policy")).isEqualTo("\"default\";q=2;w=60");
        assertThat(header(response, "RateLimit")).isEqualTo("\"default\";r=0;t=30");
        assertThat(header(response, "X-RateLimit-Limit")).isEqualTo("2");
        assertThat(header(response, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(response, "X-RateLimit-Reset")).isEqualTo("60");
        assertThat(header(response, "X-RateLimit-Window")).isEqualTo("60");
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(body.get("type").asString())
                .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(body.get("status").asInt()).isEqualTo(429);
        assertThat(body.get("title").asString()).isEqualTo("Too Many Requests");
        assertThat(body.get("error_code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(body.get("instance").asString()).isEqualTo("/hello");
        assertThat(body.get("violated-policies").get(0).asString()).isEqualTo("default");
        assertThat(body.get("violated-policies").size()).isEqualTo(1);
    }

    @Test
    void answersHeadWithTheSameHeaders() {
        start("gatehouse.rate-limit.default-limit=1/minute");
        get("/hello");
        HttpResponse<String> response = send("HEAD", "/hello");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(header(response, "Retry-After")).isEqualTo("60");
        assertThat(header(response, "RateLimit")).isEqualTo("\"default\";r=0;t=60");
    }

    @Test
    void writesOnlyTheHeadersOfTheProperty() {
        start("gatehouse.rate-limit.default-limit=1/second", "gatehouse.rate-limit.headers=none");
        assertThat(get("/hello").headers().map()).doesNotContainKeys("ratelimit", "x-ratelimit-limit");
        HttpResponse<String> refused = get("/hello");
        assertThat(refused.headers().map()).doesNotContainKeys("ratelimit", "x-ratelimit-limit");
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
    }

    @Test
    void limitsWhatIsNotFoundAndStaticFilesToo() {
        start("gatehouse.rate-limit.default-limit=3/minute");
        assertThat(get("/missing").statusCode()).isEqualTo(404);
        assertThat(header(get("/missing"), "X-RateLimit-Remaining")).isEqualTo("1");
        get("/file.css");
        assertThat(get("/file.css").statusCode()).isEqualTo(429);
    }

    @Test
    void keepsItsHeadersThroughAResetAndOnErrors() {
        start();
        assertThat(header(get("/reset"), "RateLimit")).startsWith("\"default\";r=");
        HttpResponse<String> failed = get("/fails");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(header(failed, "RateLimit")).startsWith("\"default\";r=");
    }

    @Test
    void countsForwardsErrorsAndAsyncOnce() {
        start();
        get("/hello");
        assertThat(header(get("/forward"), "X-RateLimit-Remaining")).isEqualTo("98");
        assertThat(header(get("/async"), "X-RateLimit-Remaining")).isEqualTo("97");
        assertThat(header(get("/send-error"), "X-RateLimit-Remaining")).isEqualTo("96");
        assertThat(header(get("/hello"), "X-RateLimit-Remaining")).isEqualTo("95");
    }

    @Test
    void aSpoofedForwardedHeaderDoesNotChangeTheKey() {
        start("gatehouse.rate-limit.default-limit=2/minute", "gatehouse.client-address.trusted-proxies=");
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.1").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.2").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.3").statusCode()).isEqualTo(429);
        assertThat(get("/hello", "Forwarded", "for=1.1.1.4").statusCode()).isEqualTo(429);
    }

    @Test
    void springsForwardedHeaderFilterDoesNotChangeTheKeyEither() {
        start(
                "gatehouse.rate-limit.default-limit=2/minute",
                "gatehouse.client-address.trusted-proxies=",
                "server.forward-headers-strategy=framework");
        get("/hello", "X-Forwarded-For", "1.1.1.1");
        get("/hello", "X-Forwarded-For", "1.1.1.2");
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.3").statusCode()).isEqualTo(429);
    }

    @Test
    void respectsWhatTheContainerResolved() {
        start(
                "gatehouse.rate-limit.default-limit=1/minute",
                "gatehouse.client-address.trusted-proxies=",
                "server.forward-headers-strategy=native");
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.1").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.2").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "9.9.9.9, 203.0.113.1").statusCode())
                .isEqualTo(429);
    }

    @Test
    void anIpv6ClientCannotChooseItsKeyWithinItsNetwork() {
        start("gatehouse.rate-limit.default-limit=2/minute");
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:2::1").statusCode())
                .isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:2:ffff::2").statusCode())
                .isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:2:1:2:3:4").statusCode())
                .isEqualTo(429);
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:3::1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anIpv4ClientIsOneHoweverItIsWritten() {
        start("gatehouse.rate-limit.default-limit=1/minute");
        assertThat(get("/hello", "X-Forwarded-For", "1.2.3.4").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "::ffff:102:304").statusCode())
                .isEqualTo(429);
        assertThat(get("/hello", "X-Forwarded-For", "::ffff:102:305").statusCode())
                .isEqualTo(200);
    }

    @Test
    void exemptsAddresses() {
        start("gatehouse.rate-limit.default-limit=1/minute", "gatehouse.rate-limit.exempt-addresses=10.0.0.0/8");
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> response = get("/strict", "X-Forwarded-For", "10.1.2.3");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "RateLimit")).isNull();
        }
    }

    private static final String[] STRICT_RULE = {
        "gatehouse.rate-limit.rules[0].name=strict-hello",
        "gatehouse.rate-limit.rules[0].paths=/hello,/files/**",
        "gatehouse.rate-limit.rules[0].methods=GET",
        "gatehouse.rate-limit.rules[0].limit=1/minute",
    };

    @Test
    void noSpellingOfAPathPassesItsRule() {
        start(STRICT_RULE);
        assertThat(rawStatus("GET", "/hello")).isEqualTo(200);
        List<String> expected = List.of(
                "GET /hello 429",
                "HEAD /hello 429",
                "GET /hello/ 429",
                "GET /hello?x=1 429",
                "GET /%68ello 429",
                "GET /hel%6Co 429",
                "GET /hello;a=b 429",
                "GET /;x=y/hello 429",
                "GET //hello 429",
                "GET /./hello 429",
                "GET /x/../hello 429",
                "GET /%2e/hello 429",
                "GET /x/..;/hello 429",
                "GET /files/a 429",
                "GET /files/../files/b 429",
                "GET /files/../other 429",
                "GET http://localhost/hello 429",
                "GET /HELLO 404",
                "GET /other 200",
                "POST /hello 405",
                "GET /hello%zz 400");
        List<String> actual = expected.stream()
                .map(row -> row.split(" "))
                .map(row -> row[0] + " " + row[1] + " " + rawStatus(row[0], row[1]))
                .toList();
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void matchesBelowAServletPrefixAndAContextPath() {
        List<String> properties = new ArrayList<>(List.of(STRICT_RULE));
        properties.add("spring.mvc.servlet.path=/mvc");
        properties.add("server.servlet.context-path=/app");
        start(properties.toArray(String[]::new));

        assertThat(rawStatus("GET", "/app/mvc/hello")).isEqualTo(200);
        assertThat(rawStatus("GET", "/app/mvc/hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/app/m%76c/hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/app//mvc/hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/app/mvc/other")).isEqualTo(200);
    }

    @Test
    void aPathRuleReplacesTheDefaultButNotForUnusualSpellings() {
        start(
                "gatehouse.rate-limit.default-limit=2/minute",
                "gatehouse.rate-limit.rules[0].name=free",
                "gatehouse.rate-limit.rules[0].paths=/files/**",
                "gatehouse.rate-limit.rules[0].limit=unlimited");
        for (int i = 0; i < 5; i++) {
            assertThat(get("/files/a").statusCode()).isEqualTo(200);
        }
        rawStatus("GET", "/files/../hello");
        rawStatus("GET", "/files/../hello");
        assertThat(rawStatus("GET", "/files/../hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/files/..;/hello")).isEqualTo(429);
    }

    @Test
    void aRefusalSpendsNothingFromOtherLimits() {
        start(
                "gatehouse.rate-limit.rules[0].name=all",
                "gatehouse.rate-limit.rules[0].limit=50/minute",
                "gatehouse.rate-limit.rules[0].scope=global",
                "gatehouse.rate-limit.rules[1].name=narrow",
                "gatehouse.rate-limit.rules[1].methods=GET",
                "gatehouse.rate-limit.rules[1].limit=1/minute");
        HttpResponse<String> first = get("/hello");
        assertThat(header(first, "RateLimit")).isEqualTo("\"default\";r=99;t=1, \"all\";r=49;t=2, \"narrow\";r=0;t=60");
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> refused = get("/hello");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "X-RateLimit-Limit")).isEqualTo("1");
            assertThat(header(refused, "RateLimit")).startsWith("\"default\";r=99;t=1, \"all\";r=49;t=2, ");
            assertThat(JsonMapper.shared()
                            .readTree(refused.body())
                            .get("violated-policies")
                            .size())
                    .isEqualTo(1);
        }
        assertThat(header(send("POST", "/hello"), "RateLimit")).isEqualTo("\"default\";r=98;t=2, \"all\";r=48;t=3");
    }

    @Test
    void theGlobalLimitCountsAllClientsTogether() {
        start(
                "gatehouse.rate-limit.rules[0].name=all",
                "gatehouse.rate-limit.rules[0].limit=2/minute",
                "gatehouse.rate-limit.rules[0].scope=global");
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.1").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.2").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.3").statusCode()).isEqualTo(429);
    }

    @Test
    void aRequestWithoutAKeyIsNotCountedWithOthers() {
        start(
                "gatehouse.rate-limit.rules[0].name=tenants",
                "gatehouse.rate-limit.rules[0].limit=1/minute",
                "gatehouse.rate-limit.rules[0].scope=tenant");
        assertThat(get("/hello", "Tenant", "one").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "Tenant", "one").statusCode()).isEqualTo(429);
        assertThat(get("/hello", "Tenant", "two").statusCode()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(header(get("/hello"), "RateLimit-Policy")).isEqualTo("\"default\";q=100;w=60");
        }
        assertThat(context.getBean(MeterRegistry.class)
                        .get("gatehouse.rate_limit.decisions")
                        .tags("rule", "tenants", "outcome", "unresolved")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void headersOfOuterFiltersStayOnARefusal() {
        start("gatehouse.rate-limit.default-limit=1/minute");
        get("/hello");
        assertThat(header(get("/hello"), "Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }

    @Test
    void anAnnotationAddsToTheDefault() {
        start();
        HttpResponse<String> first = get("/strict");
        assertThat(header(first, "RateLimit-Policy")).isEqualTo("\"default\";q=100;w=60, \"strict\";q=5;w=60");
        assertThat(header(first, "RateLimit")).isEqualTo("\"default\";r=99;t=1, \"strict\";r=4;t=12");
        assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("5");
        for (int i = 0; i < 4; i++) {
            get("/strict");
        }
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> refused = get("/strict");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "Retry-After")).isEqualTo("12");
            assertThat(header(refused, "RateLimit")).isEqualTo("\"default\";r=95;t=3, \"strict\";r=0;t=12");
            assertThat(JsonMapper.shared()
                            .readTree(refused.body())
                            .get("violated-policies")
                            .get(0)
                            .asString())
                    .isEqualTo("strict");
        }
        assertThat(header(get("/hello"), "X-RateLimit-Remaining")).isEqualTo("94");
        assertThat(get("/strict", "X-Forwarded-For", "203.0.113.1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnnotationOnTheMethodBeatsTheOneOnTheClass() {
        start();
        assertThat(header(get("/annotated/by-class"), "RateLimit-Policy")).endsWith("\"by-class\";q=20;w=60");
        assertThat(header(get("/annotated/by-method"), "RateLimit-Policy")).endsWith("\"by-method\";q=3;w=1");
        assertThat(header(get("/annotated/by-meta"), "RateLimit-Policy")).endsWith("\"exports\";q=60;w=60");
        assertThat(header(get("/annotated/by-class"), "RateLimit")).endsWith("\"by-class\";r=18;t=6");
    }

    @Test
    void countsAnAnnotatedHandlerOnceAcrossDispatches() {
        start();
        assertThat(header(get("/strict-async"), "RateLimit")).endsWith("\"strict-async\";r=4;t=12");
        assertThat(header(get("/strict-async"), "RateLimit")).endsWith("\"strict-async\";r=3;t=24");
    }

    @Test
    void admitsExactlyTheCapacityToManyThreads() throws Exception {
        start("gatehouse.rate-limit.default-limit=200/minute");
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            Callable<Long> hammer = () -> {
                long admitted = 0;
                for (int i = 0; i < 8; i++) {
                    admitted += get("/hello").statusCode() == 200 ? 1 : 0;
                }
                return admitted;
            };
            long admitted = 0;
            for (Future<Long> future : threads.invokeAll(java.util.Collections.nCopies(64, hammer))) {
                admitted += future.get();
            }
            assertThat(admitted).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        GatehouseAutoConfiguration.class,
        ErrorFormatAutoConfiguration.class,
        ClientAddressAutoConfiguration.class,
        RateLimitAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class
    })
    static class App {

        @Bean
        RateLimitStore rateLimitStore() {
            return new MemoryRateLimitStore(10_000, () -> 0);
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        KeyResolver tenantKeys() {
            return new KeyResolver() {
                @Override
                public String scope() {
                    return "tenant";
                }

                @Override
                public Object resolve(HttpServletRequest request) {
                    return request.getHeader("Tenant");
                }
            };
        }

        /** Stands where CORS does. */
        @Bean
        FilterRegistrationBean<Filter> cors() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "https://app.example");
                chain.doFilter(request, response);
            });
            registration.setOrder(FilterOrder.CORS);
            return registration;
        }

        @Bean
        Endpoints endpoints() {
            return new Endpoints();
        }

        @Bean
        Annotated annotated() {
            return new Annotated();
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        @GetMapping("/other")
        String other() {
            return "other";
        }

        @GetMapping("/files/{*path}")
        String files() {
            return "files";
        }

        @GetMapping("/reset")
        void reset(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("first");
            response.reset();
            response.getOutputStream().print("second");
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("meant to fail");
        }

        @GetMapping("/send-error")
        void sendError(HttpServletResponse response) throws IOException {
            response.sendError(418);
        }

        @GetMapping("/forward")
        void forward(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/strict").forward(request, response);
        }

        @GetMapping("/async")
        Callable<String> async() {
            return () -> "later";
        }

        @RateLimit(RateLimit.STRICT)
        @GetMapping("/strict")
        String strict() {
            return "strict";
        }

        @RateLimit(RateLimit.STRICT)
        @GetMapping("/strict-async")
        Callable<String> strictAsync() {
            return () -> "later";
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RateLimit(value = RateLimit.RELAXED, name = "exports")
    @interface Export {}

    @RestController
    @RateLimit(RateLimit.MODERATE)
    static class Annotated {

        @GetMapping("/annotated/by-class")
        String byClass() {
            return "class";
        }

        @RateLimit("3/second")
        @GetMapping("/annotated/by-method")
        String byMethod() {
            return "method";
        }

        @Export
        @GetMapping("/annotated/by-meta")
        String byMeta() {
            return "meta";
        }
    }
}
