package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What developers read in the terminal: links that are good as they stand there, in a language that they can expect. */
class DevelopmentMailTests {

    private static final String PASSWORD = "lorry-amber-fjord-91";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static SampleProcess.Running service;
    private static String port;

    @BeforeAll
    @Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
    static void start() throws IOException {
        service = SampleProcess.start(
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:mails;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "--gatehouse.sample.files.directory=" + directory.resolve("files"),
                "--gatehouse.sample.development.secret-file=" + directory.resolve("root-secret"));
        port = service.line(Pattern.compile("Tomcat started on port (\\d+)"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void linkInTheTerminalIsGoodAsItStands() throws Exception {
        assertThat(register("dora").statusCode()).isEqualTo(202);
        greeting("dora");
        URI link = URI.create(service.line(Pattern.compile("^(http://\\S+)$")));

        assertThat(link).hasHost("localhost").hasPort(Integer.parseInt(port)).hasPath("/verify-email");
        HttpResponse<String> page = HTTP.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("page.js");
        String token = link.getFragment().substring("token=".length());
        assertThat(post("verify-email", """
                {"token": "%s"}""".formatted(token)).statusCode()).isEqualTo(204);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void whoNamesNoLanguageIsAnsweredInEnglishWhateverTheMachineSpeaks() throws Exception {
        assertThat(register("emil").statusCode()).isEqualTo(202);
        assertThat(greeting("emil")).isEqualTo("Hello");
        assertThat(post("register", "{}").body()).contains("must not be null");
        assertThat(post("register", "{}", "Accept-Language", "zz").body()).contains("must not be null");
        assertThat(post("register", "{}", "Accept-Language", "de").body()).contains("darf nicht null sein");
    }

    /** How the next mail to somebody begins. */
    private static String greeting(String name) throws IOException {
        return service.line(Pattern.compile("^(\\w+.*) " + name + ",$"));
    }

    private static HttpResponse<String> register(String name) throws Exception {
        return post("register", """
                {"username": "%s", "email": "%s@example.com", "password": "%s"}""".formatted(name, name, PASSWORD));
    }

    private static HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/auth/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
