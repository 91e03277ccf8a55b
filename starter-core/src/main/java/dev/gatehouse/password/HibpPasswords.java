package dev.gatehouse.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.net.BoundedText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Have I Been Pwned's Pwned Passwords whether a password is known from a breach. Only the first five hexadecimal digits
 * of its SHA-1 leave the service, in answers padded to one size (k-anonymity, range API v3). Fails open: without an answer in
 * time the password passes, and the failure is counted. Thread-safe.
 */
public final class HibpPasswords implements CompromisedPasswords {

    private static final Logger log = LoggerFactory.getLogger(HibpPasswords.class);

    private static final int PREFIX = 5;
    private static final int SUFFIX = 40 - PREFIX;
    private static final int MAX_ANSWER = 256 * 1024;

    private final HibpSettings settings;
    private final Runnable onFailure;
    private final HttpClient client;

    /**
     * Creates the client.
     *
     * @param settings where to ask
     * @param onFailure called each time there was no usable answer, for a counter
     */
    public HibpPasswords(HibpSettings settings, Runnable onFailure) {
        this.settings = settings;
        this.onFailure = onFailure;
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    @Override
    public boolean contains(String password) {
        String hash = sha1(password);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(settings.baseUri() + "/range/" + hash.substring(0, PREFIX)))
                .header("Add-Padding", "true")
                .header("User-Agent", "gatehouse")
                .timeout(settings.timeout())
                .build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, new BoundedText(MAX_ANSWER));
        try {
            // The request's own time-out ends with the headers.
            HttpResponse<String> response = answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() == 200) {
                return lists(response.body(), hash.substring(PREFIX));
            }
            failed("status " + response.statusCode());
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            failed(e.toString());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            failed("interrupted");
        }
        return false;
    }

    /** No five digits are without an entry: an answer that has none is the page of a proxy, or of another service. */
    private boolean lists(String answer, String suffix) {
        List<String> entries = answer.lines().filter(HibpPasswords::isEntry).toList();
        if (entries.isEmpty()) {
            failed("an answer that is no list of hashes");
        }
        return entries.stream().anyMatch(entry -> isOf(entry, suffix));
    }

    private static boolean isEntry(String line) {
        return line.length() > SUFFIX + 1
                && line.charAt(SUFFIX) == ':'
                && line.chars().limit(SUFFIX).allMatch(HexFormat::isHexDigit)
                && isNumber(count(line));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static String count(String entry) {
        return entry.substring(SUFFIX + 1).strip();
    }

    /** Mirrors may write small letters. A count of 0 is padding. */
    private static boolean isOf(String entry, String suffix) {
        return entry.regionMatches(true, 0, suffix, 0, SUFFIX) && !count(entry).equals("0");
    }

    private void failed(String reason) {
        log.warn(
                "Breached passwords could not be asked for at {}: {}. The password passes.",
                settings.baseUri(),
                reason);
        onFailure.run();
    }

    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-1, which every one must have.", e);
        }
    }
}
