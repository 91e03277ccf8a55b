package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.RawHttp;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In HTTP/2 the head of a request does not tell whether there is a body. Where a method has none as a rule, its type counts
 * only once there is one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnlikelyBodyInContainersTests {

    private static final List<String> METHODS = List.of("GET", "HEAD", "DELETE", "OPTIONS");
    private static final List<String> TYPES = List.of(
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "json",
            "a/b c");

    private FilterServer tomcat;
    private FilterServer likeHttp2OnTomcat;
    private JettyServer likeHttp2OnJetty;

    @BeforeAll
    void start() throws Exception {
        tomcat = FilterServer.start(UnlikelyBodyInContainersTests::handle, limits());
        likeHttp2OnTomcat = FilterServer.start(UnlikelyBodyInContainersTests::handle, likeHttp2(), limits());
        likeHttp2OnJetty = JettyServer.start(UnlikelyBodyInContainersTests::handle, likeHttp2(), limits());
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.close();
        likeHttp2OnTomcat.close();
        likeHttp2OnJetty.close();
    }

    private Stream<URI> servers() {
        return Stream.of(likeHttp2OnTomcat.uri(""), likeHttp2OnJetty.uri());
    }

    @ParameterizedTest
    @FieldSource("METHODS")
    void passesOverHttp2WhateverItsTypeWhereThereIsNone(String method) throws Exception {
        for (String path : List.of("/bytes", "/reader", "/nothing")) {
            for (String type : TYPES) {
                HttpResponse<String> response = overHttp2(method, path, type, BodyPublishers.noBody());
                assertThat(response.statusCode()).as(path + " " + type).isEqualTo(200);
                assertThat(response.body()).isEqualTo(method.equals("HEAD") ? "" : "read 0");
            }
        }
    }

    @ParameterizedTest
    @FieldSource("METHODS")
    void isRefusedOverHttp2WhereThereIsOne(String method) throws Exception {
        for (String type : TYPES) {
            HttpResponse<String> response = overHttp2(method, "/nothing", type, streamed(1000));
            assertThat(response.statusCode()).as(type).isEqualTo(type.contains("form") ? 411 : 415);
        }
        assertThat(overHttp2(method, "/bytes", "text/plain", streamed(1000)).statusCode())
                .isEqualTo(200);
        assertThat(overHttp2(method, "/bytes", "text/plain", streamed(1001)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void needsALengthOverHttp2WhereOneIsTheRule() throws Exception {
        for (String method : List.of("POST", "PUT", "PATCH")) {
            HttpResponse<String> response =
                    overHttp2(method, "/nothing", "application/x-www-form-urlencoded", streamed(1000));
            assertThat(response.statusCode()).isEqualTo(411);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void countsOnceItsFirstByteIsThere(URI server) throws Exception {
        for (String method : METHODS) {
            for (String type : TYPES) {
                String head = method + " /reader HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                        + type + "\r\n";
                assertThat(RawHttp.send(server.getPort(), head + "\r\n"))
                        .as(method + " " + type)
                        .startsWith("HTTP/1.1 200")
                        .endsWith(method.equals("HEAD") ? "\r\n\r\n" : "read 0");
                assertThat(RawHttp.send(
                                server.getPort(), head + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"))
                        .as(method + " " + type)
                        .startsWith("HTTP/1.1 " + (type.contains("form") ? 411 : 415));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void takesNoParametersFromTheQuery(URI server) throws Exception {
        assertThat(RawHttp.send(
                        server.getPort(),
                        "GET /parameter?value=long HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"))
                .endsWith("read 4");
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long read = switch (request.getRequestURI()) {
            case "/bytes" -> request.getInputStream().readAllBytes().length;
            case "/reader" -> request.getReader().lines().count();
            case "/parameter" -> request.getParameter("value").length();
            default -> 0;
        };
        response.getWriter().print("read " + read);
    }

    private static Filter limits() {
        return new RequestLimitsFilter(
                RequestLimitsSettings.defaults(),
                BodyLimits.of(1000),
                RejectionWriter.withDefaults(),
                new ContainerCounting());
    }

    /** Takes from a request what only HTTP/1.1 tells of a body. */
    private static Filter likeHttp2() {
        return (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public String getProtocol() {
                        return "HTTP/2.0";
                    }

                    @Override
                    public String getHeader(String name) {
                        return name.equals("Transfer-Encoding") ? null : super.getHeader(name);
                    }
                },
                response);
    }

    private static BodyPublisher streamed(int length) {
        byte[] body = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private HttpResponse<String> overHttp2(String method, String path, String type, BodyPublisher body)
            throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        client.send(HttpRequest.newBuilder(tomcat.uri("/nothing")).build(), BodyHandlers.discarding());
        HttpRequest request = HttpRequest.newBuilder(tomcat.uri(path))
                .header("Content-Type", type)
                .method(method, body)
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return response;
    }
}
