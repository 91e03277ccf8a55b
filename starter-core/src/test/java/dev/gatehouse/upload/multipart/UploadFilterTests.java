package dev.gatehouse.upload.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.RawHttp;
import dev.gatehouse.upload.MalwareScanner;
import dev.gatehouse.upload.ScanFailure;
import dev.gatehouse.upload.ScanResult;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.multipart.UploadServer.Container;
import dev.gatehouse.upload.type.ContentDetector;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class UploadFilterTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.UTF_8);
    private static final Map<Container, UploadServer> SERVERS = new EnumMap<>(Container.class);

    @BeforeAll
    static void start() throws Exception {
        UploadPolicy small = UploadPolicy.builder()
                .maxFileSize(1000)
                .maxTotalSize(1500)
                .maxFiles(3)
                .build();
        UploadRule unchecked = new UploadRule(request -> request.getRequestURI().equals("/unchecked"), null, Set.of());
        UploadRule textOnly = UploadRule.of(
                request -> request.getRequestURI().equals("/text"),
                UploadPolicy.builder().allowedExtensions("txt").build());
        UploadRule data = new UploadRule(request -> request.getRequestURI().equals("/data"), small, Set.of("meta"));
        for (Container container : Container.values()) {
            UploadRules rules =
                    new UploadRules(List.of(unchecked, textOnly, data), UploadRule.of(request -> true, small));
            SERVERS.put(container, UploadServer.start(container, rules, List.of(), List.of()));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (UploadServer server : SERVERS.values()) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsGoodFilesThroughWithTheirVerdicts(Container container) throws Exception {
        UploadServer server = SERVERS.get(container);
        HttpResponse<String> answer = server.post(
                Multipart.text("caf\u00e9.txt").andField("title", "x").andText("more", "b.md"));
        assertThat(answer.body())
                .isEqualTo("reached|file=caf\u00e9.txt=accepted as text/plain|title=null=null"
                        + "|more=b.md=accepted as text/markdown");
        assertThat(server.leavesNothing()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void leavesRequestsWithoutPartsAlone(Container container) throws Exception {
        UploadServer server = SERVERS.get(container);
        assertThat(server.post("/files", null, HELLO).body()).isEqualTo("reached");
        assertThat(server.post("/files", "application/json", HELLO).body()).isEqualTo("reached");
        assertThat(server.post("/files", "text/multipart", HELLO).body()).isEqualTo("reached");
        assertThat(server.post(
                                "/files",
                                Multipart.TYPE,
                                new Multipart().andField("a", "b").bytes())
                        .body())
                .isEqualTo("reached|a=null=null");
    }

    static Stream<Arguments> refusals() {
        byte[] large = new byte[1001];
        byte[] medium = "x".repeat(600).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of(Multipart.text("a.exe"), 415, "extension_not_allowed", "file"),
                Arguments.of(Multipart.text("a"), 415, "extension_missing", "file"),
                Arguments.of(Multipart.text("a.php.txt"), 415, "extension_hidden", "file"),
                Arguments.of(Multipart.text("../a.txt"), 400, "name_traversal", "file"),
                Arguments.of(Multipart.text("b\\\\a.txt"), 400, "name_separator", "file"),
                Arguments.of(Multipart.text("con.txt"), 400, "name_reserved", "file"),
                Arguments.of(Multipart.text("a\u202etxt.txt"), 400, "name_format_character", "file"),
                Arguments.of(Multipart.file("a.txt", "text/plain", new byte[0]), 400, "file_empty", "file"),
                Arguments.of(Multipart.file("a.txt", "text/plain", large), 413, "file_too_large", "file"),
                Arguments.of(Multipart.file("a.txt", "image/png", HELLO), 415, "declared_type_mismatch", "file"),
                Arguments.of(Multipart.file("", "text/plain", HELLO), 400, "name_missing", "file"),
                Arguments.of(Multipart.text("a.txt").andText("b", "b.exe"), 415, "extension_not_allowed", "b"),
                Arguments.of(Multipart.text("a.txt").andText("file", "b.exe"), 415, "extension_not_allowed", "file[1]"),
                Arguments.of(
                        Multipart.file("a.txt", "text/plain", medium)
                                .andFile("b", "b.txt", "text/plain", medium)
                                .andFile("c", "c.txt", "text/plain", medium),
                        413,
                        "files_too_large",
                        "file"),
                Arguments.of(
                        Multipart.text("a.txt")
                                .andText("b", "b.txt")
                                .andText("c", "c.txt")
                                .andText("d", "d.txt"),
                        413,
                        "too_many_files",
                        "file"),
                Arguments.of(new Multipart().andText("a<script>", "a.exe"), 415, "extension_not_allowed", "file"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesBeforeTheEndpoint(Multipart body, int status, String code, String field) throws Exception {
        for (UploadServer server : SERVERS.values()) {
            int reached = server.reached();
            check(server.post(body), status, code, field);
            assertThat(server.reached()).isEqualTo(reached);
            assertThat(server.files()).isZero();
        }
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("form-data; name=\"file\"; filename=\"a.txt\"; filename=\"evil.php\"", "name_ambiguous"),
                Arguments.of(
                        "form-data; name=\"file\"; filename*=UTF-8''evil.php; filename=\"a.txt\"", "name_ambiguous"),
                Arguments.of(
                        "form-data; name=\"file\"; filename=\"a.txt\"; filename*=UTF-8''evil.php", "name_ambiguous"),
                Arguments.of("form-data; name=\"file\"; FILENAME=\"a.txt\"; filename=\"evil.php\"", "name_ambiguous"),
                Arguments.of("form-data; name=\"file\"; filename=\"a.txt\"; filename*0=evil.php", "name_ambiguous"),
                Arguments.of("form-data; name=\"file\"; filename=\"a.txt\"; filename *=UTF-8''e.php", "name_ambiguous"),
                Arguments.of(
                        "form-data; name=\"file\"; filename=\"a.txt\\\"; filename=evil.php; x=\"", "name_ambiguous"),
                Arguments.of("form-data; name=\"file\"; filename*=UTF-8''a.txt", "name_malformed"),
                Arguments.of("form-data; name=\"file\"; filename=\"a\u0001.txt\"", "name_control_character"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesNamesThatReadersDisagreeOn(String disposition, String code) throws Exception {
        for (UploadServer server : SERVERS.values()) {
            HttpResponse<String> answer = server.post(Multipart.disposition(disposition));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            if (!answer.body().contains("multipart_malformed")) {
                assertThat(detail(answer).get("code").asString()).isEqualTo(code);
            }
            assertThat(server.files()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesNamesWithNulOrBrokenEncoding(Container container) throws Exception {
        UploadServer server = SERVERS.get(container);
        List<String> dispositions = List.of(
                "form-data; name=\"file\"; filename=\"a.txt\0.php\"",
                "form-data; name=\"file\"; filename*=UTF-8''a%00.txt",
                "form-data; name=\"file\"; filename*=utf-7''a.txt",
                "form-data; name=\"file\"; filename*=''a.txt",
                "form-data; name=\"file\"; filename*=UTF-8''a%zz.txt",
                "form-data; name=\"file\"; filename*=UTF-8''a%0d%0aX.txt");
        for (String disposition : dispositions) {
            assertThat(server.post(Multipart.disposition(disposition)).statusCode())
                    .as(disposition)
                    .isEqualTo(400);
        }
        byte[] invalid = Multipart.text("a\u00ff.txt").bytes();
        String latin = new String(invalid, StandardCharsets.ISO_8859_1).replace("\u00c3\u00bf", "\u00ff");
        assertThat(server.post("/files", Multipart.TYPE, latin.getBytes(StandardCharsets.ISO_8859_1))
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.leavesNothing()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheNameThatAnotherReaderSees(Container container) throws Exception {
        FileNameReader other = part -> part.getSubmittedFileName() == null ? null : "evil.php";
        UploadRules rules = UploadRules.of(UploadPolicy.defaults());
        try (UploadServer server = UploadServer.start(container, rules, List.of(other), List.of())) {
            check(server.post(Multipart.text("a.txt")), 400, "name_ambiguous", "file");
        }
        FileNameReader sees = part -> "hidden.txt";
        try (UploadServer server = UploadServer.start(container, rules, List.of(sees), List.of())) {
            check(server.post(new Multipart().andField("f", "x")), 400, "name_ambiguous", "f");
        }
        FileNameReader fails = part -> {
            throw new IllegalArgumentException("expected");
        };
        try (UploadServer server = UploadServer.start(container, rules, List.of(fails), List.of())) {
            check(server.post(new Multipart().andField("f", "x")), 400, "name_malformed", "f");
        }
    }

    static Stream<Arguments> types() {
        String body = "--" + Multipart.BOUNDARY;
        return Stream.of(
                Arguments.of("multipart/mixed; boundary=" + body, 415, "multipart_not_form_data"),
                Arguments.of("multipart/related; boundary=" + body, 415, "multipart_not_form_data"),
                Arguments.of("multipart/form-data2; boundary=" + body, 415, "multipart_not_form_data"),
                Arguments.of("Multipart/X", 415, "multipart_not_form_data"),
                Arguments.of(";multipart/form-data; boundary=" + body, 415, "multipart_not_form_data"),
                Arguments.of("; ;\tMULTIPART/form-data; boundary=" + body, 415, "multipart_not_form_data"),
                Arguments.of("text;multipart/form-data; boundary=" + body, 415, "multipart_not_form_data"),
                Arguments.of("multipart/form-data", 400, "multipart_without_boundary"),
                Arguments.of("multipart/form-data; charset=utf-8", 400, "multipart_without_boundary"),
                Arguments.of("multipart/form-data; boundary=", 400, "multipart_without_boundary"),
                Arguments.of("multipart/form-data; boundary=\"\"", 400, "multipart_without_boundary"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesPartsThatAreNotThoseOfAForm(String type, int status, String code) throws Exception {
        for (UploadServer server : SERVERS.values()) {
            check(server.post("/files", type, Multipart.text("a.txt").bytes()), status, code, "body");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatSaysNothingOfPartsToOthers(Container container) throws Exception {
        for (String type : List.of("json", "text/plain; of=multipart/form-data")) {
            assertThat(SERVERS.get(container).post("/files", type, HELLO).body())
                    .as(type)
                    .isEqualTo("reached");
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsTheTypeInAnyCase(Container container) throws Exception {
        HttpResponse<String> answer = SERVERS.get(container)
                .post(
                        "/files",
                        "Multipart/Form-Data ; Boundary=" + Multipart.BOUNDARY,
                        Multipart.text("a.exe").bytes());
        assertThat(answer.statusCode()).isIn(400, 415);
    }

    @ParameterizedTest
    @EnumSource
    void refusesBodiesThatCannotBeTakenApart(Container container) throws Exception {
        UploadServer server = SERVERS.get(container);
        byte[] good = Multipart.text("a.txt").bytes();
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 20);
        assertThat(server.post("/files", Multipart.TYPE, cut).statusCode()).isEqualTo(400);
        for (String head : List.of("Content-Type: text/plain", "Content-Disposition: attachment; filename=\"a.txt\"")) {
            // Some containers overlook such a part, so that no endpoint sees it either.
            byte[] noPart = new Multipart().andPart(head, HELLO).bytes();
            HttpResponse<String> answer = server.post("/files", Multipart.TYPE, noPart);
            assertThat(answer.statusCode() == 400 || answer.body().equals("reached"))
                    .isTrue();
        }
        assertThat(server.leavesNothing()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesPartsBeyondTheLimitsOfTheContainer(Container container) throws Exception {
        Multipart many = new Multipart();
        for (int i = 0; i < 2000; i++) {
            many.andField("f" + i, "x");
        }
        check(SERVERS.get(container).post(many), 413, "multipart_too_large", "body");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheFirstRuleOfThePath(Container container) throws Exception {
        UploadServer server = SERVERS.get(container);
        byte[] exe = Multipart.text("a.exe").bytes();
        assertThat(server.post("/unchecked", Multipart.TYPE, exe).statusCode()).isEqualTo(200);
        assertThat(server.post("/unchecked", "multipart/mixed; boundary=x", HELLO)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post("/text", Multipart.TYPE, Multipart.text("a.txt").bytes())
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post("/text", Multipart.TYPE, Multipart.text("a.md").bytes())
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @EnumSource
    void leavesPartsThatCarryDataAlone(Container container) throws Exception {
        UploadServer server = SERVERS.get(container);
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        Multipart body = new Multipart().andFile("meta", "blob", "application/json", json);
        assertThat(server.post("/data", Multipart.TYPE, body.bytes()).body()).isEqualTo("reached|meta=blob=null");
        check(server.post(body), 415, "extension_missing", "meta");
    }

    @ParameterizedTest
    @EnumSource
    void letsAnInputThroughIntoWhichNoFileWasPut(Container container) throws Exception {
        Multipart body = new Multipart()
                .andFile("photo", "", "application/octet-stream", new byte[0])
                .andText("file", "a.txt");
        assertThat(SERVERS.get(container).post(body).body())
                .isEqualTo("reached|photo==null|file=a.txt=accepted as text/plain");
    }

    @ParameterizedTest
    @EnumSource
    void tellsEveryFileThatIsRefused(Container container) throws Exception {
        HttpResponse<String> answer = SERVERS.get(container)
                .post(Multipart.text("a.exe").andText("ok", "b.txt").andText("other", "con.txt"));
        assertThat(answer.statusCode()).isEqualTo(415);
        JsonNode details = JSON.readTree(answer.body()).get("details");
        assertThat(details.size()).isEqualTo(2);
        assertThat(details.get(1).get("field").asString()).isEqualTo("other");
        assertThat(details.get(1).get("code").asString()).isEqualTo("name_reserved");
    }

    @Test
    void asksTheScannerAndDoesAsThePolicySaysWhenItFails() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        UploadListener listener = (accepted, reason) -> heard.add(accepted + " " + reason);
        ScanResult[] result = {ScanResult.clean()};
        MalwareScanner scanner = content -> result[0];
        UploadValidator validator = new UploadValidator(ContentDetector.standard(), scanner);
        UploadPolicy open =
                UploadPolicy.builder().whenNotScanned(ScanFailure.ADMIT).build();
        UploadRules rules = new UploadRules(
                List.of(UploadRule.of(request -> request.getRequestURI().equals("/open"), open)),
                UploadRule.of(request -> true, UploadPolicy.defaults()));
        try (UploadServer server =
                UploadServer.start(Container.TOMCAT, validator, rules, List.of(), List.of(listener))) {
            assertThat(server.post(Multipart.text("a.txt")).statusCode()).isEqualTo(200);
            result[0] = ScanResult.infected("Eicar");
            check(server.post(Multipart.text("a.txt")), 422, "malware_found", "file");
            result[0] = ScanResult.unavailable("timed_out");
            HttpResponse<String> unavailable = server.post(Multipart.text("a.txt"));
            check(unavailable, 503, "scanner_unavailable", "file");
            assertThat(unavailable.headers().firstValue("Retry-After")).hasValue("30");
            byte[] body = Multipart.text("a.txt").bytes();
            assertThat(server.post("/open", Multipart.TYPE, body).statusCode()).isEqualTo(200);
            assertThat(heard)
                    .containsExactly(
                            "true clean", "false malware_found", "false scanner_unavailable", "true unscanned");
            assertThat(server.leavesNothing()).isTrue();
        }
    }

    @Test
    void doesNotFailBecauseAListenerDoes() throws Exception {
        UploadListener broken = (accepted, reason) -> {
            throw new IllegalStateException("expected");
        };
        UploadRules rules = UploadRules.of(UploadPolicy.defaults());
        try (UploadServer server = UploadServer.start(Container.TOMCAT, rules, List.of(), List.of(broken))) {
            assertThat(server.post(Multipart.text("a.txt")).statusCode()).isEqualTo(200);
            assertThat(server.post(Multipart.text("a.exe")).statusCode()).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingBehindWhenTheClientGoesAway(Container container) throws Exception {
        UploadServer server = SERVERS.get(container);
        int reached = server.reached();
        String head = "POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Multipart.TYPE
                + "\r\nContent-Length: 1000000\r\n\r\n--" + Multipart.BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
                + "x".repeat(100_000);
        for (boolean abruptly : new boolean[] {true, false}) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                awaitFile(server);
                socket.setSoLinger(abruptly, 0);
            }
            assertThat(server.leavesNothing()).isTrue();
        }
        assertThat(server.reached()).isEqualTo(reached);
    }

    @ParameterizedTest
    @EnumSource
    void answersARefusalBeforeTheBodyWasSent(Container container) throws Exception {
        String answer = RawHttp.send(
                SERVERS.get(container).port(),
                "POST /files HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 10\r\n"
                        + "Content-Type: multipart/mixed; boundary=x\r\n\r\n0123456789");
        assertThat(answer).startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @EnumSource
    void servesManyUploadsAtOnceAndLeavesNothing(Container container) throws Exception {
        int rounds = Boolean.getBoolean("dev.gatehouse.proof") ? 50 : 1;
        byte[] text = "hello world\n".repeat(80).getBytes(StandardCharsets.UTF_8);
        UploadServer server = SERVERS.get(container);
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            for (int round = 0; round < rounds; round++) {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    Multipart body = Multipart.file(i % 2 == 0 ? "a.txt" : "a.exe", "text/plain", text);
                    answers.add(threads.submit(() -> {
                        start.await();
                        return server.post(body).statusCode();
                    }));
                }
                start.countDown();
                for (int i = 0; i < 200; i++) {
                    assertThat(answers.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i % 2 == 0 ? 200 : 415);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.leavesNothing()).isTrue();
    }

    private static void awaitFile(UploadServer server) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (server.files() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(server.files()).isPositive();
    }

    private static void check(HttpResponse<String> answer, int status, String code, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode detail = detail(answer);
        assertThat(detail.get("code").asString()).isEqualTo(code);
        assertThat(detail.get("field").asString()).isEqualTo(field);
        assertThat(detail.get("message").asString()).isNotBlank();
    }

    private static JsonNode detail(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        return problem.get("details").get(0);
    }
}
