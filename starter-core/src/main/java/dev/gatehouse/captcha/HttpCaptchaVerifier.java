package dev.gatehouse.captcha;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.net.BoundedText;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a provider over HTTP. All three take the same form and give nearly the same answer. */
final class HttpCaptchaVerifier implements CaptchaVerifier {

    private static final Logger log = LoggerFactory.getLogger(HttpCaptchaVerifier.class);

    private static final int MAX_ANSWER = 16 * 1024;

    /**
     * The provider did not judge the token, but us or itself. Not what a client can bring about, such as
     * {@code sitekey-secret-mismatch} with a token of another site, or {@code bad-request} with no token at all: where
     * failures of the provider are let pass, that would let everybody pass.
     */
    private static final Set<String> NOT_ABOUT_THE_TOKEN =
            Set.of("missing-input-secret", "invalid-input-secret", "internal-error");

    /** Of the 4xx those that say nothing of what stood in the form: whom we are, where we ask, how long and how often. */
    private static final Set<Integer> NOT_ABOUT_THE_FORM = Set.of(401, 404, 407, 408, 429);

    private final CaptchaSettings settings;
    private final URI uri;
    private final HttpClient client;

    HttpCaptchaVerifier(CaptchaSettings settings) {
        this.settings = settings;
        this.uri = URI.create(settings.baseUri() + settings.provider().path());
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        requireReader(() -> JSONObjectUtils.parse("{}"));
    }

    /** An optional library that is missing shows itself at its first use only, when the token is used up already. */
    static void requireReader(Callable<Map<String, Object>> answer) {
        try {
            answer.call();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Answers about captchas cannot be read without nimbus-jose-jwt. Add the dependency"
                            + " com.nimbusds:nimbus-jose-jwt.",
                    e);
        } catch (Exception e) {
            throw new IllegalStateException("An empty object of JSON cannot be read.", e);
        }
    }

    @Override
    public CaptchaVerdict verify(CaptchaAttempt attempt) {
        String token = attempt.token();
        if (token == null || token.isBlank()) {
            return CaptchaVerdict.MISSING;
        }
        if (token.length() > settings.provider().maxToken() || !isPlain(token)) {
            return CaptchaVerdict.REFUSED;
        }
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .timeout(settings.timeout())
                .POST(HttpRequest.BodyPublishers.ofString(form(token, attempt)))
                .build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, HttpCaptchaVerifier::read);
        try {
            // The request's own time-out ends with the headers.
            HttpResponse<String> response = answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
            Map<String, Object> json = parsed(response.body());
            return json != null && json.get("success") instanceof Boolean success
                    ? judge(success, json, attempt)
                    : withoutVerdict(response.statusCode(), "an answer without a verdict");
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            return unavailable(e.toString());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return unavailable("interrupted");
        }
    }

    /** As providers write them, and Base64: nothing that a firewall in front of them takes for markup or a query. */
    private static boolean isPlain(String token) {
        return token.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "-._~+/=".indexOf(c) >= 0);
    }

    /** The page of a firewall may be long, and tells nothing. */
    private static HttpResponse.BodySubscriber<String> read(HttpResponse.ResponseInfo info) {
        return isAboutTheForm(info.statusCode()) && !isJson(info)
                ? HttpResponse.BodySubscribers.replacing("")
                : new BoundedText(MAX_ANSWER).apply(info);
    }

    private static boolean isJson(HttpResponse.ResponseInfo info) {
        return info.headers()
                .firstValue("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).contains("json"))
                .isPresent();
    }

    private static @Nullable Map<String, Object> parsed(String text) {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            return null;
        }
    }

    /** Most likely the no of a firewall, and whoever sends a token has a hand in that. */
    private CaptchaVerdict withoutVerdict(int status, String reason) {
        if (!isAboutTheForm(status)) {
            return unavailable(reason);
        }
        log.warn("The captcha provider {} refused with {} even to look at a token.", settings.provider(), status);
        return CaptchaVerdict.REFUSED;
    }

    private static boolean isAboutTheForm(int status) {
        return status / 100 == 4 && !NOT_ABOUT_THE_FORM.contains(status);
    }

    private CaptchaVerdict judge(boolean success, Map<String, Object> json, CaptchaAttempt attempt) {
        if (!success) {
            return refused(json.get("error-codes"));
        }
        if (!settings.hostnames().isEmpty()
                && !(json.get("hostname") instanceof String host
                        && settings.hostnames().contains(host.toLowerCase(Locale.ROOT)))) {
            return CaptchaVerdict.WRONG_HOST;
        }
        boolean scored = isScored(json);
        boolean hasAction = scored || settings.provider() == CaptchaProvider.TURNSTILE || json.get("action") != null;
        if (attempt.action() != null && hasAction && !attempt.action().equals(json.get("action"))) {
            return CaptchaVerdict.WRONG_ACTION;
        }
        boolean trusted = !scored || (json.get("score") instanceof Number score && score.doubleValue() >= leastScore());
        return trusted ? CaptchaVerdict.PASSED : CaptchaVerdict.LOW_SCORE;
    }

    /** Version 3 says yes to every token: what it thinks stands in the score. That of hCaptcha grows with distrust. */
    private boolean isScored(Map<String, Object> json) {
        return settings.provider() == CaptchaProvider.RECAPTCHA
                && (settings.minScore() > 0 || json.get("score") != null);
    }

    private double leastScore() {
        return settings.minScore() > 0 ? settings.minScore() : CaptchaSettings.USUAL_SCORE;
    }

    private CaptchaVerdict refused(@Nullable Object codes) {
        List<?> reasons = codes instanceof List<?> list
                ? list.stream().filter(HttpCaptchaVerifier::isNotAboutTheToken).toList()
                : List.of();
        return reasons.isEmpty() ? CaptchaVerdict.REFUSED : unavailable(reasons.toString());
    }

    private static boolean isNotAboutTheToken(@Nullable Object code) {
        return code != null && NOT_ABOUT_THE_TOKEN.contains(code);
    }

    private CaptchaVerdict unavailable(String reason) {
        boolean admit = settings.onError() == CaptchaFailurePolicy.ADMIT;
        log.warn(
                "The captcha provider {} gave no verdict: {}. The request is {}.",
                settings.provider(),
                reason,
                admit ? "admitted" : "refused");
        return admit ? CaptchaVerdict.UNAVAILABLE_ADMITTED : CaptchaVerdict.UNAVAILABLE_REFUSED;
    }

    private String form(String token, CaptchaAttempt attempt) {
        StringBuilder form = new StringBuilder();
        append(form, "secret", settings.secret());
        append(form, "response", token);
        if (attempt.remoteAddress() != null) {
            append(form, "remoteip", attempt.remoteAddress());
        }
        if (settings.siteKey() != null && settings.provider() == CaptchaProvider.HCAPTCHA) {
            append(form, "sitekey", settings.siteKey());
        }
        return form.toString();
    }

    private static void append(StringBuilder form, String name, String value) {
        form.append(form.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }
}
