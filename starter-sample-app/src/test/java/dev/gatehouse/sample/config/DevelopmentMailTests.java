package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What developers read in the terminal: links that are good as they stand there. */
class DevelopmentMailTests {

    private static final String PASSWORD = "lorry-amber-fjord-91";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
    void linkInTheTerminalIsGoodAsItStands() throws Exception {
        try (SampleProcess.Running service = SampleProcess.start(
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:mails;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "--gatehouse.sample.files.directory=" + directory.resolve("files"),
                "--gatehouse.sample.development.secret-file=" + directory.resolve("root-secret"))) {
            String port = service.line(Pattern.compile("Tomcat started on port (\\d+)"));
            URI api = URI.create("http://localhost:" + port + "/api/v1/auth/");
            assertThat(post(api.resolve("register"), """
                    {"username": "dora", "email": "dora@example.com", "password": "%s"}""".formatted(PASSWORD))).isEqualTo(202);
            URI link = URI.create(service.line(Pattern.compile("^(http://\\S+)$")));

            assertThat(link)
                    .hasHost("localhost")
                    .hasPort(Integer.parseInt(port))
                    .hasPath("/verify-email");
            HttpResponse<String> page = http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("page.js");
            String token = link.getFragment().substring("token=".length());
            assertThat(post(api.resolve("verify-email"), """
                    {"token": "%s"}""".formatted(token))).isEqualTo(204);
        }
    }

    private int post(URI uri, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
