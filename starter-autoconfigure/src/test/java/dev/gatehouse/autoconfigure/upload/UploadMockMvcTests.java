package dev.gatehouse.autoconfigure.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.upload.UploadVerdict;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMultipartMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockMultipartHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Uploads of MockMvc come in parts that nobody has to read: what holds for files on the wire holds for them. */
class UploadMockMvcTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HttpMessageConvertersAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    UploadAutoConfiguration.class,
                    MultipartAutoConfiguration.class,
                    MockMvcAutoConfiguration.class))
            .withBean(Uploads.class)
            .withPropertyValues("gatehouse.upload.max-files=2", "gatehouse.upload.data-parts=meta");

    /** The two kinds of files that MockMvc has. */
    enum Kind {
        FILE {
            @Override
            void addTo(AbstractMockMultipartHttpServletRequestBuilder<?> request, String name, byte[] content) {
                request.file(new MockMultipartFile("file", name, "text/plain", content));
            }
        },
        PART {
            @Override
            void addTo(AbstractMockMultipartHttpServletRequestBuilder<?> request, String name, byte[] content) {
                request.part(new MockPart("file", name, content));
            }
        };

        abstract void addTo(AbstractMockMultipartHttpServletRequestBuilder<?> request, String name, byte[] content);
    }

    @ParameterizedTest
    @EnumSource
    void aGoodFileReachesTheControllerWithItsVerdict(Kind kind) {
        run(mvc -> {
            assertThat(send(mvc, kind, "a.txt")).hasStatusOk().bodyText().isEqualTo("a.txt text/plain 5");
            assertThat(send(mvc, kind, "caf\u00e9 \"1\".txt"))
                    .hasStatus(400)
                    .bodyText()
                    .contains("name_");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBadFileIsRefused(Kind kind) {
        run(mvc -> {
            assertThat(send(mvc, kind, "a.exe")).hasStatus(415).bodyText().contains("extension_not_allowed");
            assertThat(send(mvc, kind, "../a.txt")).hasStatus(400).bodyText().contains("name_traversal");
            assertThat(send(mvc, kind, "")).hasStatus(400).bodyText().contains("name_");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBoundaryChangesNothing(Kind kind) {
        run(mvc -> {
            MockMultipartMvcRequestBuilder request = upload(mvc);
            kind.addTo(request, "a.exe", bytes("MZ"));
            assertThat(request.contentType("multipart/form-data; boundary=x").exchange())
                    .hasStatus(415);
        });
    }

    @ParameterizedTest
    @EnumSource
    void eachFileCountsOnce(Kind kind) {
        run(mvc -> {
            MockMultipartMvcRequestBuilder two = upload(mvc);
            kind.addTo(two, "a.txt", bytes("hello"));
            kind.addTo(two, "a.txt", bytes("hello"));
            assertThat(two.exchange()).hasStatusOk();
            kind.addTo(two, "b.txt", bytes("hello"));
            assertThat(two.exchange()).hasStatus(413).bodyText().contains("too_many_files");
        });
    }

    @Test
    void aFileHidesBehindNoPartOfTheSameName() {
        run(mvc -> {
            MockMultipartMvcRequestBuilder both = upload(mvc);
            Kind.FILE.addTo(both, "a.png", bytes("MZ, no picture at all"));
            Kind.PART.addTo(both, "a.png", bytes("x"));
            assertThat(both.exchange()).hasStatus(415).bodyText().contains("file[0]", "file[1]");
        });
    }

    @Test
    void partsWithDataPass() {
        run(mvc -> {
            MockMultipartMvcRequestBuilder request = upload(mvc);
            Kind.FILE.addTo(request, "a.txt", bytes("hello"));
            request.part(new MockPart("title", null, bytes("{}"), MediaType.APPLICATION_JSON));
            request.file(new MockMultipartFile("meta", "", "application/json", bytes("{}")));
            assertThat(request.exchange()).hasStatusOk();
        });
    }

    private void run(Consumer<MockMvcTester> test) {
        runner.run(context -> test.accept(context.getBean(MockMvcTester.class)));
    }

    private static MvcTestResult send(MockMvcTester mvc, Kind kind, String name) {
        MockMultipartMvcRequestBuilder request = upload(mvc);
        kind.addTo(request, name, bytes("hello"));
        return request.exchange();
    }

    private static MockMultipartMvcRequestBuilder upload(MockMvcTester mvc) {
        return mvc.post().uri("/files").multipart();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @RestController
    static class Uploads {

        @PostMapping("/files")
        String upload(@RequestParam MultipartFile file) {
            String type = UploadVerdicts.of(file).map(UploadVerdict::mediaType).orElse("unchecked");
            return file.getOriginalFilename() + " " + type + " " + file.getSize();
        }
    }
}
