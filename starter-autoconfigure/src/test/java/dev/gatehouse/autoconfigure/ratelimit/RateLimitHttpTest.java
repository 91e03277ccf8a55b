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
import org.junit.jupiter.api.AfterEach;
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

/** A service with a rate limit, asked over HTTP. Time stands still. */
abstract class RateLimitHttpTest {

    private final HttpClient client = HttpClient.newHttpClient();
    ConfigurableApplicationContext context;

    void start(String... properties) {
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

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
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
    int rawStatus(String method, String target) {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String header(HttpResponse<?> response, String name) {
        List<String> values = response.headers().allValues(name);
        assertThat(values).as(name).hasSizeLessThan(2);
        return values.isEmpty() ? null : values.get(0);
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
