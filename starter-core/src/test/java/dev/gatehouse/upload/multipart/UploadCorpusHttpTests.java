package dev.gatehouse.upload.multipart;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.corpus.Corpus;
import dev.gatehouse.upload.corpus.Sample;
import dev.gatehouse.upload.multipart.UploadServer.Container;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Every file of the corpus over HTTP, with all parts on disk: it gets the verdict that it gets without a server. */
@Timeout(300)
class UploadCorpusHttpTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SAMPLE = "/sample/";

    /** Longer ones are too long for the head of a part. */
    private static final int MAX_NAME_LENGTH = 300;

    @ParameterizedTest
    @EnumSource
    void judgesEveryFileAsItIsJudgedAlone(Container container) throws Exception {
        List<Sample> samples = Corpus.all();
        SoftAssertions softly = new SoftAssertions();
        try (UploadServer server = UploadServer.start(container, rules(samples), List.of(), List.of())) {
            for (int i = 0; i < samples.size(); i++) {
                Sample sample = samples.get(i);
                int reached = server.reached();
                HttpResponse<String> answer = server.post(SAMPLE + i, Multipart.TYPE, body(sample));
                if (sample.expected() == null) {
                    softly.assertThat(answer.statusCode())
                            .as(sample + answer.body())
                            .isEqualTo(200);
                } else {
                    int through = answer.statusCode() == 200 ? 1 : 0;
                    softly.assertThat(server.reached() - reached)
                            .as(sample.toString())
                            .isEqualTo(through);
                    checkRefusal(softly, sample, answer);
                }
            }
            softly.assertThat(server.leavesNothing()).isTrue();
        }
        softly.assertAll();
    }

    private static void checkRefusal(SoftAssertions softly, Sample sample, HttpResponse<String> answer) {
        if (isPlain(sample.name())
                && sample.name().length() < MAX_NAME_LENGTH
                && isPlain(String.valueOf(sample.declaredType()))) {
            softly.assertThat(answer.statusCode())
                    .as(sample + answer.body())
                    .isEqualTo(sample.expected().status());
            softly.assertThat(code(answer))
                    .as(sample.toString())
                    .isEqualTo(sample.expected().code());
        } else {
            // On the wire such a text breaks the head of the part, or the container takes the blanks off its edges.
            boolean trimmed = !isPlain(String.valueOf(sample.declaredType()))
                    || !sample.name().strip().equals(sample.name());
            softly.assertThat(answer.statusCode())
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
