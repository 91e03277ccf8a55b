package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs the administrator of the sample in, by name and password, over and over. Thread-safe. */
final class LoginClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final HttpRequest request;

    /**
     * Creates the client.
     *
     * @param port the server's port on the loopback address
     * @param password of the administrator; letters, digits and hyphens
     */
    LoginClient(int port, String password) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/login"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"login\":\"admin\",\"password\":\"" + password + "\"}"))
                .build();
    }

    /**
     * Logs in.
     *
     * @return the access token
     * @throws IOException if there is none in the answer
     * @throws InterruptedException if this thread is interrupted
     */
    String token() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(answer.body());
        if (answer.statusCode() != 200 || !token.find()) {
            throw new IOException("The log-in was answered with " + answer.statusCode() + " and no access token.");
        }
        return token.group(1);
    }

    /**
     * Tries to log in.
     *
     * @return true if it did; false if the server is busy and says when to come back (RFC 9110, 10.2.3)
     * @throws IOException if the server says anything else
     * @throws InterruptedException if this thread is interrupted
     */
    boolean tryLogin() throws IOException, InterruptedException {
        HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
        if (answer.statusCode() == 200) {
            return true;
        }
        if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()) {
            return false;
        }
        throw new IOException(
                "A log-in was answered with " + answer.statusCode() + " instead of 200, or of 503 with Retry-After.");
    }
}
