package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.RawHttp;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The portable way, in two containers that do not count: what is read through the request is limited, forms need a length. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLimitsInContainersTests {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FilterServer tomcat;
    private Server jetty;
    private URI onJetty;

    @BeforeAll
    void start() throws Exception {
        tomcat = FilterServer.start(RequestLimitsInContainersTests::handle, chain());
        jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        for (Filter filter : chain()) {
            context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        }
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        handle(request, response);
                    }
                }),
                "/*");
        jetty.setHandler(context);
        jetty.start();
        onJetty = URI.create("http://localhost:" + connector.getLocalPort());
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.close();
        jetty.stop();
    }

    private static Filter[] chain() {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        return new Filter[] {
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> false),
            new RequestLimitsFilter(
                    new RequestLimitsSettings(
                            BodyRate.defaults(),
                            EncodedBodies.REFUSE,
                            QueryLimits.defaults(),
                            new HeaderLimits(20, 200),
                            100),
                    BodyLimits.of(1000),
                    rejections,
                    new ContainerCounting())
        };
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean later = request.getRequestURI().equals("/later");
        if (later && request.getDispatcherType() == DispatcherType.REQUEST) {
            request.startAsync().dispatch();
            return;
        }
        int read = switch (request.getRequestURI()) {
            case "/bytes", "/later" -> request.getInputStream().readAllBytes().length;
            case "/single" -> readSingly(request);
            case "/buffer" -> readByBuffer(request);
            case "/reader" ->
                request.getReader().lines().mapToInt(String::length).sum();
            case "/form" -> String.valueOf(request.getParameter("value")).length();
            case "/stubborn" -> readStubbornly(request, response);
            default -> 0;
        };
        response.getWriter().print("read " + read);
    }

    private static int readSingly(HttpServletRequest request) throws IOException {
        int count = 0;
        while (request.getInputStream().read() >= 0) {
            count++;
        }
        return count;
    }

    private static int readByBuffer(HttpServletRequest request) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        int count = 0;
        for (int read = request.getInputStream().read(buffer);
                read >= 0;
                read = request.getInputStream().read(buffer.clear())) {
            count += read;
        }
        return count;
    }

    private static int readStubbornly(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return request.getInputStream().readAllBytes().length;
        } catch (RuntimeException e) {
            response.reset();
            response.setStatus(200);
            response.addHeader("X-Stubborn", "yes");
            response.sendError(500);
            response.getWriter().print("all well");
            response.flushBuffer();
            return 0;
        }
    }

    Stream<URI> servers() {
        return Stream.of(tomcat.uri(""), onJetty);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void letsExactlyTheLimitThrough(URI server) throws Exception {
        for (String path : List.of("/bytes", "/single", "/buffer", "/reader", "/stubborn", "/later")) {
            String body = "x".repeat(1000);
            assertThat(send(server, path, "text/plain", body).body()).isEqualTo("read 1000");
            assertThat(stream(server, path, "text/plain", body).body()).isEqualTo("read 1000");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void refusesOneByteMore(URI server) throws Exception {
        for (String path : List.of("/bytes", "/single", "/buffer", "/reader", "/stubborn", "/later")) {
            String body = "x".repeat(1001);
            check(send(server, path, "text/plain", body), 413, "content_too_large");
            HttpResponse<String> streamed = stream(server, path, "text/plain", body);
            check(streamed, 413, "content_too_large");
            assertThat(streamed.headers().map()).doesNotContainKey("x-stubborn");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void wantsTheLengthOfFormsThatTheContainerReads(URI server) throws Exception {
        String form = "value=" + "x".repeat(994);
        assertThat(send(server, "/form", FORM, form).body()).isEqualTo("read 994");
        check(send(server, "/form", FORM, form + "x"), 413, "content_too_large");
        for (String type : List.of(FORM, "multipart/form-data; boundary=b")) {
            assertThat(chunkedAtOnce(server, type)).startsWith("HTTP/1.1 411").contains("length_required");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void refusesABodyWhoseTypeIsNoMediaType(URI server) throws Exception {
        for (String type : List.of(";multipart/form-data; boundary=b", "; ;" + FORM, "text", "text/plain, " + FORM)) {
            check(send(server, "/bytes", type, "x"), 415, "unsupported_media_type");
            assertThat(chunkedAtOnce(server, type)).startsWith("HTTP/1.1 415");
            check(get(server, "/ok", "Content-Type", type), 200, "read 0");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void looksAtPathQueryAndHeaders(URI server) throws Exception {
        assertThat(get(server, "/ok?a=b").body()).isEqualTo("read 0");
        check(get(server, "/" + "p".repeat(100)), 414, "uri_too_long");
        check(get(server, "/ok?a=%ff"), 400, "invalid_query");
        for (String path : List.of("/ok;x=%zz", "/ok;x=%", "/ok;x=%4", "/ok;x=%41%4g")) {
            assertThat(RawHttp.send(
                            server.getPort(),
                            "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
        check(get(server, "/ok;x=%41"), 200, "read 0");
        check(get(server, "/ok", "A", "a".repeat(200)), 431, "headers_too_large");
        String[] many = Stream.generate(() -> Stream.of("A", "b"))
                .limit(21)
                .flatMap(pair -> pair)
                .toArray(String[]::new);
        check(get(server, "/ok", many), 431, "headers_too_large");
        check(get(server, "/ok", "Content-Encoding", "gzip"), 200, "read 0");
        HttpRequest encoded = HttpRequest.newBuilder(server.resolve("/bytes"))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("x"))
                .build();
        check(client.send(encoded, HttpResponse.BodyHandlers.ofString()), 415, "unsupported_media_type");
    }

    /** HTTP/2 lets browsers send one for each pair, and not every container joins them. */
    @ParameterizedTest
    @MethodSource("servers")
    void takesTheLinesOfCookiesForOneHeader(URI server) throws Exception {
        assertThat(withCookies(server, "a=b")).startsWith("HTTP/1.1 200");
        assertThat(withCookies(server, "a=" + "b".repeat(10))).startsWith("HTTP/1.1 431");
    }

    private static String withCookies(URI server, String each) throws Exception {
        return RawHttp.send(
                server.getPort(),
                "GET /ok HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + ("Cookie: " + each + "\r\n").repeat(21)
                        + "\r\n");
    }

    private static void check(HttpResponse<String> response, int status, String text) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(text);
    }

    private HttpResponse<String> get(URI server, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(URI server, String path, String type, String body) throws Exception {
        return post(server, path, type, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> stream(URI server, String path, String type, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return post(server, path, type, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    /** Jetty closes the connection without reading the body: what is still on its way then makes the answer get lost. */
    private static String chunkedAtOnce(URI server, String type) throws Exception {
        return RawHttp.send(
                server.getPort(),
                "POST /form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n--b--\r\n0\r\n\r\n");
    }

    private HttpResponse<String> post(URI server, String path, String type, HttpRequest.BodyPublisher body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", type)
                .POST(body)
                .build();
        // Jetty closes a connection on which a body was not read, maybe after the next request was sent on it.
        HttpClient once =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return once.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
