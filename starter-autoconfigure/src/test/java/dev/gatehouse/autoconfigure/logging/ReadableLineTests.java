package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.autoconfigure.testing.UsualLogs;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@ExtendWith(OutputCaptureExtension.class)
class ReadableLineTests {

    @BeforeEach
    @AfterEach
    void forgetFormats() {
        UsualLogs.forgetFormats();
    }

    @AfterAll
    static void restoreLogs() {
        UsualLogs.restore();
    }

    @Test
    void everyLineOfARequestHasItsIdAndNoSecret(CapturedOutput output) {
        try (RunningService service = RunningService.start(Talkative.class)) {
            service.get("/talk", "X-Request-ID", "mine");
        }
        assertThat(linesWith(output, "talking"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("[mine] ", "password=***"));
        assertThat(linesWith(output, "GET /talk"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("[mine] "));
        assertThat(linesWith(output, "IllegalStateException"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("token: ***"));
        assertThat(output.toString()).doesNotContain("hunter2");
    }

    @Test
    void noPathHidesTheStatusOfItsRequest(CapturedOutput output) {
        List<String> paths = List.of("/token='", "/x,secret=", "/cookie:a", "/x:token='hunter2");
        try (RunningService service =
                RunningService.start(Talkative.class, "spring.web.resources.add-mappings=false")) {
            paths.forEach(service::get);
        }
        assertThat(linesWith(output, " : GET /"))
                .hasSameSizeAs(paths)
                .allSatisfy(line -> assertThat(line).containsPattern("GET /\\S*[=:]\\S* 404 \\d+ ms"));
        assertThat(output.toString()).doesNotContain("hunter2");
    }

    @Test
    void aLineOutsideOfARequestHasNoEmptyBrackets(CapturedOutput output) {
        try (RunningService service = RunningService.start(Talkative.class)) {
            assertThat(service.port()).isPositive();
        }
        assertThat(linesWith(output, "Started "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("[] ").doesNotContain("request_id"));
    }

    @Test
    void jsonLinesHaveTheirFieldsAndNoSecret(CapturedOutput output) {
        try (RunningService service = RunningService.start(Talkative.class, "logging.structured.format.console=ecs")) {
            service.get("/talk", "X-Request-ID", "mine");
        }
        assertThat(linesWith(output, "talking"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{")
                        .contains("\"request_id\":\"mine\"", "\"context_message\":\"forged\"", "password=***"));
        assertThat(linesWith(output, "GET /talk"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("\"request_id\":\"mine\"", "\"route\":\"/talk\"", "\"status\":200"));
        assertThat(output.toString()).doesNotContain("hunter2");
    }

    @Test
    void maskingCanBeSwitchedOff(CapturedOutput output) {
        try (RunningService service =
                RunningService.start(Talkative.class, "gatehouse.logging.masking.enabled=false")) {
            service.get("/talk");
        }
        assertThat(linesWith(output, "talking"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("hunter2"));
    }

    @Test
    void withEverythingOffLinesAreThoseOfSpringBoot(CapturedOutput output) {
        try (RunningService service = RunningService.start(Talkative.class, "gatehouse.enabled=false")) {
            service.get("/talk", "X-Request-ID", "mine");
        }
        assertThat(linesWith(output, "talking"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("hunter2").doesNotContain("mine"));
    }

    private static List<String> linesWith(CapturedOutput output, String text) {
        return output.toString().lines().filter(line -> line.contains(text)).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Talk.class)
    static class Talkative {}

    @RestController
    static class Talk {

        private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

        @GetMapping("/talk")
        String talk() {
            MDC.put("message", "forged");
            LOG.info("talking password=hunter2");
            LOG.info("failed", new IllegalStateException("token: hunter2"));
            MDC.remove("message");
            return "done";
        }
    }
}
