package dev.gatehouse.autoconfigure.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.name.SafeName;
import dev.gatehouse.name.ValidName;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

class SafeNameHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(Application.class, "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void givesTheNormalisedName() {
        assertThat(service.get("/files/cafe%CC%81.txt").body()).isEqualTo("caf\u00e9.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "/files/NUL.txt, name_reserved",
        "/files/a%E2%80%AEcod.exe, name_format_character",
        "/files/a%20, name_edge",
        "/files/.bashrc, name_leading_dot",
        "/query?name=..%2Fsecret, name_separator",
        "/query?name=.., name_traversal",
        "/query?name=a%0Ab, name_control_character",
        "/query?name=a%EF%BC%8Fsecret, name_look_alike",
        "/text/LPT1, name_reserved",
        "/form?name=CON, name_reserved"
    })
    void refusesWithTheReasonAndWithoutTheName(String path, String reason) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        Map<?, ?> problem = new JsonMapper().readValue(response.body(), Map.class);
        assertThat(problem.get("error_code")).isEqualTo("validation_failed");
        String expected = path.startsWith("/text") ? "valid_name" : reason;
        assertThat(problem.get("details")).asString().contains("field=name", "code=" + expected);
        assertThat(response.body()).doesNotContain("secret");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @GetMapping("/files/{name}")
        String file(@PathVariable SafeName name) {
            return name.text();
        }

        @GetMapping("/query")
        String query(@RequestParam SafeName name) {
            return name.text();
        }

        @GetMapping("/text/{name}")
        String text(@PathVariable @ValidName String name) {
            return name;
        }

        @GetMapping("/form")
        String form(Form form) {
            return form.name().text();
        }
    }

    record Form(SafeName name) {}
}
