package dev.gatehouse.autoconfigure.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A real Spring Boot service on a free port, with everything that a user's service would have auto-configured. Spring
 * Security, tracing and the database stay out unless a test asks for them, although they are on the test class path.
 */
public final class RunningService implements AutoCloseable {

    private static final List<String> DATABASE = List.of(
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration");

    private static final List<String> SECURITY = List.of(
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration");

    private static final List<String> TRACING = List.of(
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration");

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a service without Spring Security. */
    public static RunningService start(Class<?> source, String... properties) {
        return start(source, without(SECURITY, TRACING), "management.tracing.export.enabled=false", properties);
    }

    /** Starts a service without Spring Security whose server is Jetty. */
    public static RunningService startOnJetty(Class<?> source, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add(OneServer.ON_JETTY + "=true");
        return start(source, all.toArray(String[]::new));
    }

    /** Starts a service that is traced, without Spring Security. */
    public static RunningService startTraced(Class<?> source, String... properties) {
        return start(source, without(SECURITY), "management.tracing.export.enabled=true", properties);
    }

    /** Starts a service behind Spring Security. */
    public static RunningService startSecured(Class<?> source, String... properties) {
        return start(
                new Class<?>[] {source, PlainPasswords.class},
                without(TRACING),
                "management.tracing.export.enabled=false",
                properties);
    }

    @SafeVarargs
    private static List<String> without(List<String>... parts) {
        List<String> excluded = new ArrayList<>(DATABASE);
        for (List<String> part : parts) {
            excluded.addAll(part);
        }
        return excluded;
    }

    private static RunningService start(Class<?> source, List<String> excluded, String tracing, String... properties) {
        return start(new Class<?>[] {source}, excluded, tracing, properties);
    }

    private static RunningService start(
            Class<?>[] sources, List<String> excluded, String tracing, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "gatehouse.drain.delay=0s",
                "springdoc.api-docs.enabled=false",
                tracing,
                "spring.autoconfigure.exclude=" + String.join(",", excluded)));
        all.addAll(Arrays.asList(properties));
        return new RunningService(new SpringApplicationBuilder(AutoConfigured.class)
                .sources(sources)
                .web(WebApplicationType.SERVLET)
                .properties(all.toArray(String[]::new))
                .run());
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(
                path,
                request -> headers.length == 0 ? request.GET() : request.GET().headers(headers));
    }

    public HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
        try {
            return client.send(request.apply(builder).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes as they are and reads until the service closes the connection or falls silent. */
    public String sendRaw(String request) {
        return sendRaw(port(), request);
    }

    /** As above, to the port of the management. */
    public String sendRawToManagement(String request) {
        return sendRaw(context.getEnvironment().getRequiredProperty("local.management.port", Integer.class), request);
    }

    private static String sendRaw(int port, String request) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return readAnswer(socket.getInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends bytes, then the end of the stream: more will not come. Reads until the service hangs up.
     */
    public String sendRawAndEnd(String request) {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One answer: its head, then as much body as its Content-Length says, else all there is. */
    static String readAnswer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int expected = Integer.MAX_VALUE;
        while (answer.size() < expected) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            answer.write(next);
            if (expected == Integer.MAX_VALUE && next == '\n') {
                expected = expectedLength(answer.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static int expectedLength(String head) {
        if (!head.endsWith("\r\n\r\n")) {
            return Integer.MAX_VALUE;
        }
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                return head.length()
                        + Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Else each request with a password costs a hash or two, and each service one more. */
    @Configuration(proxyBeanMethods = false)
    static class PlainPasswords {

        @Bean
        @Fallback
        PasswordEncoder plainPasswords() {
            return new PasswordEncoder() {
                @Override
                public String encode(CharSequence password) {
                    return password.toString();
                }

                @Override
                public boolean matches(CharSequence password, String encoded) {
                    return encoded.contentEquals(password) || encoded.equals("{noop}" + password);
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class AutoConfigured {

        @Bean
        static KeptPasswords keptPasswords() {
            return new KeptPasswords();
        }
    }
}
