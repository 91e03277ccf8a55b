package dev.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.RawHttp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds our reading against that of the containers: whatever they take apart has to be a form or parts for us, or refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyTypeInContainersTests {

    private static final String BODY = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n";

    private static final List<String> BITS = List.of(
            ";",
            " ",
            "\t",
            "\"",
            ",",
            "/",
            "=",
            "(",
            "\\",
            "x",
            "multipart",
            "form-data",
            "multipart/form-data",
            "MULTIPART/Form-Data",
            "multipart/mixed",
            "application/x-www-form-urlencoded",
            "APPLICATION/X-www-form-urlencoded",
            "boundary=b");

    private FilterServer tomcat;
    private JettyServer jetty;

    @BeforeAll
    void start() throws Exception {
        tomcat = FilterServer.start(BodyTypeInContainersTests::handle);
        jetty = JettyServer.start(BodyTypeInContainersTests::handle);
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.close();
        jetty.close();
    }

    /** Says what is left of the body once the container had every chance to take it apart. */
    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        attempt(request::getParts);
        attempt(request::getParameterMap);
        response.setContentType("text/plain");
        response.getWriter()
                .print("\nleft "
                        + request.getInputStream().readAllBytes().length
                        + " of\n"
                        + request.getHeader("Content-Type"));
    }

    private interface Reading {
        Object read() throws IOException, ServletException;
    }

    /** It may fail in the middle. */
    private static void attempt(Reading reading) {
        try {
            reading.read();
        } catch (IOException | ServletException | RuntimeException e) {
            // What is left tells the rest.
        }
    }

    @Test
    void nothingIsTakenApartThatIsPlainForUs() throws Exception {
        for (String head : heads()) {
            for (int port : List.of(tomcat.uri("").getPort(), jetty.uri().getPort())) {
                String answer = send(port, head);
                boolean plain = BodyType.of(seen(answer)) == BodyType.PLAIN;
                if (plain && answer.startsWith("HTTP/1.1 200")) {
                    assertThat(answer).as(head).contains("\nleft " + BODY.length() + " of");
                }
            }
        }
    }

    @Test
    void whatIsAFormOrPartsForUsIsTakenApart() throws Exception {
        for (String type : List.of("multipart/form-data; boundary=b", "application/x-www-form-urlencoded")) {
            for (int port : List.of(tomcat.uri("").getPort(), jetty.uri().getPort())) {
                assertThat(send(port, "Content-Type: " + type)).contains("\nleft 0 of");
            }
        }
    }

    private static Stream<String> spellings() {
        Random random = new Random(20260101);
        return Stream.generate(() -> spelling(random)).limit(400);
    }

    private static String spelling(Random random) {
        StringBuilder text = new StringBuilder();
        for (int bits = 1 + random.nextInt(5); bits > 0; bits--) {
            text.append(BITS.get(random.nextInt(BITS.size())));
        }
        return text.append(random.nextBoolean() ? ";boundary=b" : "").toString();
    }

    private static List<String> heads() {
        String parts = "multipart/form-data; boundary=b";
        List<String> heads = new ArrayList<>(List.of(
                "Content-Type: ;" + parts,
                "Content-Type: ; ;" + parts,
                "Content-Type: ;\tMULTIPART/form-data;boundary=b",
                "Content-Type:\r\nContent-Type: " + parts,
                "Content-Type: text/plain\r\nContent-Type: " + parts,
                "Content-Type: text/plain\r\n " + parts,
                "Content-Type: \u00a0" + parts,
                "Content-Type: \u001f" + parts,
                "Content-Type: application/x-www-form-urlencoded\u000b",
                "Content-Type : " + parts));
        spellings().map("Content-Type: "::concat).forEach(heads::add);
        return heads;
    }

    private static String seen(String answer) {
        int type = answer.indexOf(" of\n");
        return type < 0 ? null : answer.substring(type + 4);
    }

    private static String send(int port, String head) throws IOException {
        return RawHttp.send(
                port,
                "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + BODY.length() + "\r\n"
                        + head + "\r\n\r\n" + BODY);
    }
}
