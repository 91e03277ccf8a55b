package dev.gatehouse.autoconfigure.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.autoconfigure.upload.ScannerProcess.Mood;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.name.SafeName;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.ValidUpload;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.Part;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.support.MultipartFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UploadHttpTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SEEN = new ArrayList<>();

    @TempDir
    static Path directory;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "spring.servlet.multipart.location=" + directory,
                "gatehouse.rate-limit.enabled=false",
                "gatehouse.request-limits.max-body-size=30MB",
                "gatehouse.upload.data-parts=meta",
                "gatehouse.upload.policies[0].paths=/pictures/**",
                "gatehouse.upload.policies[0].allowed-extensions=png,gif",
                "gatehouse.upload.policies[1].paths=/unchecked",
                "gatehouse.upload.policies[1].enabled=false",
                "gatehouse.upload.allowed-extensions=pdf,txt,md,png,gif",
                "gatehouse.upload.policies[2].paths=/part,/larger",
                "gatehouse.upload.policies[2].allowed-extensions=csv");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void handsTheControllerWhatWasFound() {
        HttpResponse<String> answer = post("/files", part("caf\u00e9.TXT", "text/plain", "hello"));
        assertThat(answer.body()).isEqualTo("caf\u00e9.TXT text/plain 5");
        assertThat(leavesNothing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/files, a.exe, 415, extension_not_allowed",
        "/files, a.php.txt, 415, extension_hidden",
        "/forgetful, a.exe, 415, extension_not_allowed",
        "/files/, a.exe, 415, extension_not_allowed",
        "/nowhere, a.exe, 415, extension_not_allowed",
        "/pictures/1, a.txt, 415, extension_not_allowed",
        "/pictures/1/, a.txt, 415, extension_not_allowed",
        "/files, ../a.txt, 400, name_traversal",
        "/files, NUL.txt, 400, name_reserved",
    })
    void refusesBeforeAnyController(String path, String name, int status, String code) {
        SEEN.clear();
        HttpResponse<String> answer = post(path, part(name, "text/plain", "hello"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(SEEN).isEmpty();
        assertThat(files()).isZero();
    }

    @Test
    void refusesWithPutAsWithPost() {
        HttpResponse<String> answer = service.send(
                "/files",
                request -> request.header("Content-Type", TYPE)
                        .PUT(BodyPublishers.ofString(part("a.exe", "text/plain", "x") + END)));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data; name=\"file\"; filename=\"a.txt\"; filename=\"evil.php\"",
                "form-data; name=\"file\"; filename*=UTF-8''evil.php; filename=\"a.txt\"",
                "form-data; name=\"file\"; filename=\"a.txt\"; filename*=UTF-8''evil.php",
                "form-data; name=\"file\"; filename*=utf-7''x",
                "form-data; name=\"file\"; filename*=''x",
                "form-data; name=\"file\"; filename*=UTF-8''%zz.txt",
                "form-data; name=\"file\"; filename*=UTF-8''a%00.txt",
                "form-data; name=\"file\"; filename*=UTF-8''a%0d%0aX.txt",
                "form-data; name=\"file\"; filename=\"a\0.txt\"",
                "form-data; name=\"file\"; filename =\"a.txt\"",
                "form-data; name=\"file\"; filename=\" a.txt\"",
                "form-data; name=\"file\"; filename=\"x=?UTF-8?Q?a.txt?=\"",
                "form-data; name=\"file\"; filename=\"a.txt\\\"; x=\\\"\"",
                "form-data; name=\"file\"; garbage; filename=\"a.txt\"",
            })
    void refusesNamesThatTheContainerAndSpringReadDifferently(String disposition) {
        SEEN.clear();
        HttpResponse<String> answer =
                post("/files", "--b\r\nContent-Disposition: " + disposition + "\r\n\r\nhello\r\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(code(answer)).isNotBlank();
        assertThat(SEEN).isEmpty();
        assertThat(leavesNothing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?B?ZXZpbC5waHA=?=, 415",
        "=?UTF-8?Q?evil.php?=, 415",
    })
    void judgesTheNameThatIsHiddenInAnEncodedWord(String name, int status) {
        assertThat(post("/files", part(name, "text/plain", "hello")).statusCode())
                .isEqualTo(status);
    }

    @Test
    void refusesPartsOfOtherKindsUnlessThePathIsUnchecked() {
        for (String type : List.of("multipart/mixed", "multipart/related", "multipart/alternative")) {
            assertThat(post("/files", type + "; boundary=b", part("a.txt", "text/plain", "x"))
                            .statusCode())
                    .isEqualTo(415);
        }
        assertThat(post("/unchecked", part("a.exe", "text/plain", "x")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesDataBesideAFile() {
        String meta = "--b\r\nContent-Disposition: form-data; name=\"meta\"; filename=\"blob\"\r\n"
                + "Content-Type: application/json\r\n\r\n{\"title\":\"x\"}\r\n";
        assertThat(post("/with-data", meta + part("a.txt", "text/plain", "hello"))
                        .body())
                .isEqualTo("{\"title\":\"x\"} a.txt");
    }

    @Test
    void takesAnOptionalInputThatWasLeftEmpty() {
        assertThat(post("/optional", part("", "application/octet-stream", "")).body())
                .isEqualTo("empty");
    }

    @Test
    void takesFilesUpToTheSizeOfThePolicyNotOfSpringBoot() {
        assertThat(service.context().getBean(MultipartConfigElement.class).getMaxFileSize())
                .isEqualTo(10 << 20);
        assertThat(post("/files", part("a.txt", "text/plain", "x\n".repeat(5 << 20)))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = post("/files", part("a.txt", "text/plain", "x\n".repeat(5 << 20) + "x"));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(code(refused)).isEqualTo("file_too_large");
        assertThat(leavesNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/part", "/larger"})
    void annotationDoesNotAskForWhatThePolicyOfThePathReplaces(String path) {
        assertThat(post(path, part("a.csv", "text/csv", "1,2")).body()).isEqualTo("a.csv");
        assertThat(post(path, part("a.csv", "text/csv", "1,2,3,4,5,6")).statusCode())
                .isEqualTo(400);
        assertThat(post(path, part("a.txt", "text/plain", "1")).statusCode()).isEqualTo(415);
    }

    @Test
    void checksWhatTheAnnotationAddsOnce() {
        assertThat(post("/annotated", part("a.txt", "text/plain", "hello")).body())
                .isEqualTo("hello");
        HttpResponse<String> large = post("/annotated", part("a.txt", "text/plain", "hello world"));
        assertThat(large.statusCode()).isEqualTo(400);
        JsonNode detail = JSON.readTree(large.body()).get("details").get(0);
        assertThat(detail.get("field").asString()).isEqualTo("file");
        assertThat(detail.get("code").asString()).isEqualTo("valid_upload");
        assertThat(detail.get("message").asString()).contains("10 bytes");
        assertThat(post("/annotated", part("a.md", "text/plain", "hello")).body())
                .contains("txt");
        assertThat(post("/form", part("a.txt", "text/plain", "hello")).body()).isEqualTo("hello");
        assertThat(post("/form", part("a.md", "text/plain", "hello")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void checksTheAnnotationAlsoWhereTheFilterDoesNot() {
        SEEN.clear();
        String body = part("a.exe", "text/plain", "hello");
        try (RunningService open = RunningService.start(
                Application.class,
                "gatehouse.upload.policies[0].paths=/**",
                "gatehouse.upload.policies[0].enabled=false")) {
            assertThat(post(open, "/annotated", TYPE, body).statusCode()).isEqualTo(400);
            assertThat(post(open, "/annotated", TYPE, part("a.txt", "text/plain", "hello"))
                            .body())
                    .isEqualTo("hello");
            assertThat(post(open, "/forgetful", TYPE, body).statusCode()).isEqualTo(200);
        }
        try (RunningService off = RunningService.start(Application.class, "gatehouse.upload.enabled=false")) {
            assertThat(post(off, "/annotated", TYPE, body).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void checksEachFileOnceWhenAFilterInFrontHasResolvedThem() {
        try (RunningService resolved = RunningService.start(ResolvedInFront.class, "gatehouse.upload.max-files=1")) {
            assertThat(post(resolved, "/files", TYPE, part("caf\u00e9.txt", "text/plain", "hello"))
                            .body())
                    .isEqualTo("caf\u00e9.txt text/plain 5");
            String one = part("a.txt", "text/plain", "hello");
            assertThat(code(post(resolved, "/files", TYPE, one + one))).isEqualTo("too_many_files");
            assertThat(code(post(resolved, "/files", TYPE, part("a.exe", "text/plain", "hello"))))
                    .isEqualTo("extension_not_allowed");
        }
    }

    @Test
    void aBodyThatAFilterInFrontCannotReadIsTheFaultOfTheRequest() {
        try (RunningService resolved =
                        RunningService.start(ResolvedBehindErrorFormat.class, "gatehouse.upload.max-file-size=1KB");
                CapturedLog log = CapturedLog.of(UncaughtExceptions.class.getName())) {
            String large = part("a.txt", "text/plain", "x".repeat(1025));
            assertThat(refusal(resolved, TYPE, large + END)).isEqualTo("413 file_too_large");
            String field = "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n1\r\n";
            assertThat(refusal(resolved, TYPE, field.repeat(1200) + END)).isEqualTo("413 multipart_too_large");
            assertThat(refusal(resolved, TYPE, part("a.txt", "text/plain", "cut short")))
                    .isEqualTo("400 multipart_malformed");
            assertThat(refusal(resolved, TYPE, "--b\r\n\r\nno head\r\n" + END)).isEqualTo("400 multipart_malformed");
            assertThat(refusal(resolved, "multipart/form-data", part("a.txt", "text/plain", "x") + END))
                    .isEqualTo("400 multipart_without_boundary");
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void aBodyThatAFilterInFrontCannotReadIsTheFaultOfTheRequestWhereUploadsAreNotChecked() {
        try (RunningService resolved =
                RunningService.start(ResolvedBehindErrorFormat.class, "gatehouse.upload.enabled=false")) {
            assertThat(refusal(resolved, TYPE, part("a.txt", "text/plain", "cut short")))
                    .isEqualTo("400 multipart_malformed");
        }
    }

    @Test
    void givesFilesOutSafely() {
        HttpResponse<String> answer = service.get("/download");
        assertThat(answer.headers().allValues("Content-Disposition"))
                .containsExactly("attachment; filename=\"caf_.txt\"; filename*=UTF-8''caf%C3%A9.txt");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/plain");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox");
        assertThat(answer.body()).isEqualTo("hello");
    }

    @Test
    void countsVerdictsAndRefusals() {
        post("/files", part("a.txt", "text/plain", "hello"));
        post("/files", part("con.txt", "text/plain", "hello"));
        MeterRegistry registry = service.context().getBean(MeterRegistry.class);
        assertThat(registry.get("gatehouse.uploads")
                        .tags("verdict", "accepted", "reason", "unscanned")
                        .counter()
                        .count())
                .isPositive();
        assertThat(registry.get("gatehouse.uploads")
                        .tags("verdict", "rejected", "reason", "name_reserved")
                        .counter()
                        .count())
                .isPositive();
        assertThat(registry.get("gatehouse.refusals")
                        .tags("filter", "upload", "reason", "name_reserved")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void leavesNothingBehindWhenTheClientGoesAway() throws IOException {
        SEEN.clear();
        String head = "POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + TYPE
                + "\r\nContent-Length: 1000000\r\n\r\n" + "--b\r\nContent-Disposition: form-data; name=\"file\";"
                + " filename=\"a.txt\"\r\n\r\n" + "x".repeat(100_000);
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (files() == 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(files()).isPositive();
            socket.setSoLinger(true, 0);
        }
        assertThat(leavesNothing()).isTrue();
        assertThat(SEEN).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"refuse, 503", "admit, 200"})
    void doesAsToldWhenClamAvFails(String onUnavailable, int status) throws IOException {
        try (ScannerProcess clamd = new ScannerProcess();
                RunningService scanned = RunningService.start(
                        Application.class,
                        "spring.threads.virtual.enabled=true",
                        "gatehouse.upload.clamav.enabled=true",
                        "gatehouse.upload.clamav.host=127.0.0.1",
                        "gatehouse.upload.clamav.port=" + clamd.port(),
                        "gatehouse.upload.clamav.read-timeout=200ms",
                        "gatehouse.upload.clamav.on-unavailable=" + onUnavailable)) {
            String good = part("a.txt", "text/plain", "hello");
            assertThat(post(scanned, "/files", TYPE, good).statusCode()).isEqualTo(200);
            HttpResponse<String> infected = post(scanned, "/files", TYPE, part("a.txt", "text/plain", "a VIRUS"));
            assertThat(infected.statusCode()).isEqualTo(422);
            assertThat(code(infected)).isEqualTo("malware_found");
            assertThat(infected.body()).doesNotContain("Test.Virus");
            for (Mood mood : List.of(Mood.SILENT, Mood.HANGING_UP)) {
                clamd.is(mood);
                assertThat(post(scanned, "/files", TYPE, good).statusCode()).isEqualTo(status);
            }
            clamd.close();
            HttpResponse<String> dead = post(scanned, "/files", TYPE, good);
            assertThat(dead.statusCode()).isEqualTo(status);
            if (status == 503) {
                assertThat(code(dead)).isEqualTo("scanner_unavailable");
                assertThat(dead.headers().firstValue("Retry-After")).isPresent();
            }
        }
    }

    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String END = "--b--\r\n";

    private static String part(String name, String type, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: "
                + type + "\r\n\r\n" + content + "\r\n";
    }

    private static HttpResponse<String> post(String path, String parts) {
        return post(path, TYPE, parts);
    }

    private static HttpResponse<String> post(String path, String type, String parts) {
        return post(service, path, type, parts);
    }

    private static HttpResponse<String> post(RunningService service, String path, String type, String parts) {
        return service.send(
                path, request -> request.header("Content-Type", type).POST(BodyPublishers.ofString(parts + END)));
    }

    private static String refusal(RunningService service, String type, String body) {
        HttpResponse<String> answer = service.send(
                "/files", request -> request.header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        return answer.statusCode() + " " + code(answer);
    }

    private static String code(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).get("details").get(0).get("code").asString();
    }

    private static boolean leavesNothing() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (files() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return files() == 0;
    }

    private static long files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class ResolvedInFront {

        @Bean
        FilterRegistrationBean<MultipartFilter> multipartFilter() {
            FilterRegistrationBean<MultipartFilter> registration = new FilterRegistrationBean<>(new MultipartFilter());
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class ResolvedBehindErrorFormat {

        /** Just in front of Spring Security, as Spring's reference has it. */
        @Bean
        FilterRegistrationBean<MultipartFilter> multipartFilter() {
            FilterRegistrationBean<MultipartFilter> registration = new FilterRegistrationBean<>(new MultipartFilter());
            registration.setOrder(-102);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    record Form(@ValidUpload(extensions = "txt") MultipartFile file) {}

    @RestController
    static class Endpoints {

        @PostMapping("/files")
        String store(@RequestPart MultipartFile file) {
            SEEN.add(file.getName());
            UploadVerdict verdict = UploadVerdicts.of(file).orElseThrow();
            return verdict.name() + " " + verdict.mediaType() + " " + file.getSize();
        }

        @PutMapping("/files")
        String replace(@RequestPart MultipartFile file) {
            return "replaced";
        }

        @PostMapping({"/forgetful", "/unchecked", "/pictures/{id}"})
        String store(@RequestParam("file") List<MultipartFile> files) {
            SEEN.add("forgetful");
            return "stored";
        }

        @PostMapping("/with-data")
        String store(@RequestPart String meta, @RequestPart MultipartFile file) {
            return meta + " " + file.getOriginalFilename();
        }

        @PostMapping("/optional")
        String optional(@RequestPart MultipartFile file) {
            return file.isEmpty() ? "empty" : "stored";
        }

        @PostMapping("/annotated")
        String annotated(@RequestPart @ValidUpload(extensions = "txt", maxBytes = 10) MultipartFile file)
                throws IOException {
            return new String(file.getBytes(), StandardCharsets.UTF_8);
        }

        @PostMapping("/part")
        String annotated(@RequestPart @ValidUpload(maxBytes = 10) Part file) {
            return file.getSubmittedFileName();
        }

        @PostMapping("/larger")
        String larger(@RequestPart @ValidUpload(maxBytes = 10) MultipartFile file) {
            return String.valueOf(file.getOriginalFilename());
        }

        @PostMapping("/form")
        String form(@Valid @ModelAttribute Form form) throws IOException {
            return new String(form.file().getBytes(), StandardCharsets.UTF_8);
        }

        @GetMapping("/download")
        ResponseEntity<Resource> download() {
            return FileDownload.of(SafeName.of("caf\u00e9.txt"), "text/plain")
                    .body(new ByteArrayResource("hello".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
