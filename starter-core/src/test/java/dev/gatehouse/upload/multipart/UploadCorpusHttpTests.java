package dev.gatehouse.upload.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.corpus.Corpus;
import dev.gatehouse.upload.corpus.Sample;
import dev.gatehouse.upload.multipart.UploadServer.Container;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every file of the corpus over HTTP, with all parts on disk: it gets the verdict that it gets without a server. What a
 * container can read differently is the head of a part; so Jetty gets one file of each head and verdict, and all of them
 * in the profile "proof".
 */
@Timeout(300)
class UploadCorpusHttpTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SAMPLE = "/sample/";

    /** Longer ones are too long for the head of a part. */
    private static final int MAX_NAME_LENGTH = 300;

    @ParameterizedTest
    @EnumSource
    void judgesEveryFileAsItIsJudgedAlone(Container container) throws Exception {
        List<Sample> samples = samples(container);
        SoftAssertions softly = new SoftAssertions();
        try (UploadServer server = UploadServer.start(container, rules(samples), List.of(), List.of())) {
            for (int i = 0; i < samples.size(); i++) {
                Sample sample = samples.get(i);
                int reached = server.reached();
                HttpResponse<String> answer = server.post(SAMPLE + i, Multipart.TYPE, body(sample));
                int through = server.reached() - reached;
                softly.check(() -> check(sample, answer, through));
            }
            softly.check(() -> assertThat(server.leavesNothing()).isTrue());
        }
        softly.assertAll();
    }

    private static List<Sample> samples(Container container) {
        if (container == Container.TOMCAT || Boolean.getBoolean("dev.gatehouse.proof")) {
            return Corpus.all();
        }
        Set<List<@Nullable Object>> seen = new HashSet<>();
        return Corpus.all().stream()
                .filter(sample -> seen.add(Arrays.asList(sample.name(), sample.declaredType(), sample.expected())))
                .toList();
    }

    private static void check(Sample sample, HttpResponse<String> answer, int through) {
        if (sample.expected() == null) {
            assertThat(answer.statusCode()).as(sample + answer.body()).isEqualTo(200);
            return;
        }
        assertThat(through).as(sample.toString()).isEqualTo(answer.statusCode() == 200 ? 1 : 0);
        if (isPlain(sample.name())
                && sample.name().length() < MAX_NAME_LENGTH
                && isPlain(String.valueOf(sample.declaredType()))) {
            assertThat(answer.statusCode())
                    .as(sample + answer.body())
                    .isEqualTo(sample.expected().status());
            assertThat(code(answer))
                    .as(sample.toString())
                    .isEqualTo(sample.expected().code());
        } else {
            // On the wire such a text breaks the head of the part, or the container takes the blanks off its edges.
            boolean trimmed = !isPlain(String.valueOf(sample.declaredType()))
                    || !sample.name().strip().equals(sample.name());
            assertThat(answer.statusCode())
                    .as(sample + answer.body())
                    .isIn(trimmed ? List.of(200, 400) : List.of(400, 413, 415));
        }
    }

    private static UploadRules rules(List<Sample> samples) {
        List<UploadRule> rules = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            String path = SAMPLE + i;
            if (!samples.get(i).isByDefault()) {
                rules.add(UploadRule.of(
                        request -> request.getRequestURI().equals(path),
                        samples.get(i).effectivePolicy()));
            }
        }
        return new UploadRules(rules, UploadRule.of(request -> true, UploadPolicy.defaults()));
    }

    private static byte[] body(Sample sample) {
        String type = sample.declaredType() == null ? "" : "\r\nContent-Type: " + sample.declaredType();
        return new Multipart()
                .andPart(
                        "Content-Disposition: form-data; name=\"file\"; filename=\"" + quoted(sample.name()) + "\""
                                + type,
                        sample.bytes())
                .bytes();
    }

    private static String quoted(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** What the head of a part can hold as it is. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
        }
        // Half a character cannot be sent, and the container takes blanks off the edges.
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(name)
                && name.equals(name.strip());
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() == 200
                ? "accepted"
                : JSON.readTree(answer.body()).get("details").get(0).get("code").asString();
    }
}
