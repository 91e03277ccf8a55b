package dev.gatehouse.sample.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class FileTests extends HttpTest {

    private static final String FILES = "/api/v1/files";
    private static final int LIMIT = 64 * 1024;

    @Autowired
    private FileStorageProperties storage;

    @Autowired
    private JdbcTemplate database;

    private Set<Path> before;

    @BeforeEach
    void lookAtTheDisk() throws IOException {
        before = disk();
    }

    @Test
    void saysWhichRuleTheNameOfAnUploadBreaks() {
        upload(FILES, "file", "NUL.txt", MediaType.TEXT_PLAIN, new byte[] {1})
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].code")
                .isEqualTo("name_reserved");
    }

    @Test
    void uploadedFileIsDescribedAndComesBackByteByByte() throws IOException {
        byte[] content = text("h\u00e9llo");
        FileResponse file = store("report.txt", MediaType.TEXT_PLAIN, content);

        assertThat(file.name()).isEqualTo("report.txt");
        assertThat(file.type()).isEqualTo("text/plain");
        assertThat(file.size()).isEqualTo(6);
        assertThat(file.sha256()).isEqualTo("3c48591d8d098a4538f5e013dfcf406e948eac4d3277b10bf614e295d6068179");
        assertThat(read(file)).isEqualTo(file);
        assertThat(download(file)
                        .expectStatus()
                        .isOk()
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody())
                .isEqualTo(content);
        assertThat(newOnDisk()).hasSize(1);
    }

    @Test
    void locationNamesTheFile() {
        upload("a.txt", MediaType.TEXT_PLAIN, text("x"))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Location", FILES + "/[0-9a-f-]{14}7[0-9a-f-]{21}");
    }

    @Test
    void downloadIsAnAttachmentThatNoBrowserInterprets() {
        FileResponse file = store("r\u00e9sum\u00e9 [x].md", MediaType.TEXT_PLAIN, text("# Resume"));
        download(file)
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment; .*filename\\*=UTF-8''r%C3%A9sum%C3%A9%20%5Bx%5D\\.md")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Content-Length", "8");
    }

    @Test
    void downloadTakesConditionsAndRanges() {
        FileResponse file = store("a.txt", MediaType.TEXT_PLAIN, text("0123456789"));
        String etag = "\"" + file.sha256() + "\"";
        download(file).expectHeader().valueEquals("ETag", etag);
        me().get()
                .uri(content(file))
                .header("If-None-Match", etag)
                .exchange()
                .expectStatus()
                .isNotModified();
        me().get()
                .uri(content(file))
                .header("Range", "bytes=2-4")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.PARTIAL_CONTENT)
                .expectBody(String.class)
                .isEqualTo("234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=0-1,99-"})
    void rangeBeyondTheEndIsRefusedWithoutTheFile(String range) {
        ResponseSpec answer = range(store("a.txt", MediaType.TEXT_PLAIN, text("0123456789")), range);
        answer.expectHeader().valueEquals("Content-Range", "bytes */10");
        answer.expectHeader().doesNotExist("ETag").expectHeader().doesNotExist("Content-Disposition");
        refused(answer, HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "range_not_satisfiable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=abc", "lines=0-1", "bytes"})
    void whatIsNoRangeOfBytesIsLeftOutOfAccount(String range) {
        range(store("a.txt", MediaType.TEXT_PLAIN, text("0123456789")), range)
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Content-Range")
                .expectHeader()
                .exists("ETag")
                .expectBody(String.class)
                .isEqualTo("0123456789");
    }

    private ResponseSpec range(FileResponse file, String range) {
        return me().get().uri(content(file)).header("Range", range).exchange();
    }

    @Test
    void diskKnowsNeitherNameNorType() throws IOException {
        store("secret-name.txt", MediaType.TEXT_PLAIN, text("x"));
        assertThat(newOnDisk())
                .singleElement()
                .satisfies(path -> assertThat(path.getFileName().toString()).matches("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,201",
        "text/plain; charset=utf-8,201",
        "TEXT/PLAIN,201",
        "application/octet-stream,201",
        "image/png,415",
        "nonsense,415"
    })
    void keepsTheTypeThatWasFound(String declared, int status) throws IOException {
        String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: "
                + declared + "\r\n\r\nx\r\n--x--\r\n";
        ResponseSpec answer = me().post()
                .uri(FILES)
                .contentType(MediaType.parseMediaType("multipart/form-data;boundary=x"))
                .body(text(form))
                .exchange();
        answer.expectStatus().isEqualTo(status);
        if (status == 201) {
            answer.expectBody().jsonPath("$.type").isEqualTo("text/plain");
        } else {
            expectNothingStored();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run.exe, text/plain, MZ, UNSUPPORTED_MEDIA_TYPE, extension_not_allowed",
        "a.php.txt, text/plain, x, UNSUPPORTED_MEDIA_TYPE, extension_hidden",
        "picture.png, image/png, no picture, UNSUPPORTED_MEDIA_TYPE, content_mismatch",
        "page.txt, text/plain, hello <script>alert(1)</script>, UNPROCESSABLE_CONTENT, text_markup",
        "a.txt, text/plain, a\u0001b, UNPROCESSABLE_CONTENT, text_not_plain"
    })
    void hostileFileIsRefusedAndLeavesNothing(String name, String type, String content, HttpStatus status, String code)
            throws IOException {
        ResponseSpec answer = upload(name, MediaType.parseMediaType(type), text(content));
        answer.expectStatus().isEqualTo(status);
        answer.expectBody().jsonPath("$.details[0].code").isEqualTo(code);
        expectNothingStored();
    }

    @Test
    void newestFileComesFirstAndOthersDoNotShow() {
        store("old.txt", MediaType.TEXT_PLAIN, text("x"));
        store("new.txt", MediaType.TEXT_PLAIN, text("x"));
        get(FILES).expectBody().json("""
                {"content":[{"name":"new.txt"},{"name":"old.txt"}],"total_elements":2}""");
        get(FILES + "?sort=created_at&size=1").expectBody().json("""
                {"content":[{"name":"old.txt"}],"total_pages":2}""");
        stranger()
                .get()
                .uri(FILES)
                .exchange()
                .expectBody()
                .jsonPath("$.total_elements")
                .isEqualTo(0);
        refused(get(FILES + "?sort=storage_key"), HttpStatus.BAD_REQUEST, "validation_failed");
        refused(get(FILES + "?size=101"), HttpStatus.BAD_REQUEST);
    }

    @Test
    void deletedFileIsGoneWithItsBytes() throws IOException {
        FileResponse file = store("a.txt", MediaType.TEXT_PLAIN, text("x"));
        assertThat(newOnDisk()).hasSize(1);

        delete(FILES + "/" + file.id()).expectStatus().isNoContent();

        assertThat(newOnDisk()).isEmpty();
        refused(get(FILES + "/" + file.id()), HttpStatus.NOT_FOUND, "not_found");
        refused(download(file), HttpStatus.NOT_FOUND, "not_found");
        refused(delete(FILES + "/" + file.id()), HttpStatus.NOT_FOUND, "not_found");
    }

    @Test
    void fileOfSomebodyElseCannotBeToldFromAnUnknownOne() throws IOException {
        FileResponse file = store("a.txt", MediaType.TEXT_PLAIN, text("x"));
        RestTestClient stranger = stranger();
        for (String uri : new String[] {FILES + "/" + file.id(), FILES + "/" + UUID.randomUUID()}) {
            refused(stranger.get().uri(uri).exchange(), HttpStatus.NOT_FOUND, "not_found");
            refused(stranger.get().uri(uri + "/content").exchange(), HttpStatus.NOT_FOUND, "not_found");
            refused(stranger.delete().uri(uri).exchange(), HttpStatus.NOT_FOUND, "not_found");
        }
        assertThat(newOnDisk()).hasSize(1);
    }

    @Test
    void whatIsDoneToFilesOfOthersIsWrittenDown() {
        FileResponse file = store("a.txt", MediaType.TEXT_PLAIN, text("x"));
        download(file).expectStatus().isOk();
        assertThat(written(file)).isEmpty();

        TestUser manager = users.signIn(SystemRole.MANAGER);
        as(manager).get().uri(content(file)).exchange().expectStatus().isOk();
        as(manager)
                .delete()
                .uri(FILES + "/" + file.id())
                .exchange()
                .expectStatus()
                .isNoContent();
        String by = " by " + manager.id() + " {\"owner\":\"" + myself().id() + "\"}";
        assertThat(written(file)).containsExactly("file_read" + by, "file_deleted" + by);
    }

    private List<String> written(FileResponse file) {
        return database.query(
                "select action, actor_id, details from audit_log where target_type = 'file' and target_id = ? order by seq",
                (row, number) ->
                        row.getString("action") + " by " + row.getString("actor_id") + " " + row.getString("details"),
                file.id().toString());
    }

    @Test
    void twoFilesInOneRequestAreRefused() throws IOException {
        String part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s.txt\"\r\n\r\nx\r\n";
        ResponseSpec answer = me().post()
                .uri(FILES)
                .contentType(MediaType.parseMediaType("multipart/form-data;boundary=x"))
                .body(text(part.formatted("a") + part.formatted("b") + "--x--\r\n"))
                .exchange();
        refused(answer, HttpStatus.BAD_REQUEST, "validation_failed");
        answer.expectBody().jsonPath("$.details[0].code").isEqualTo("several_files");
        expectNothingStored();
    }

    @Test
    void emptyFileIsRefusedAndLeavesNothing() throws IOException {
        refused(upload("a.txt", MediaType.TEXT_PLAIN, new byte[0]), HttpStatus.BAD_REQUEST, "validation_failed");
        expectNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "con.txt", "a\u202etxt.exe", "dir/", " "})
    void unsafeNameIsRefusedAndLeavesNothing(String name) throws IOException {
        refused(upload(name, MediaType.TEXT_PLAIN, text("x")), HttpStatus.BAD_REQUEST);
        expectNothingStored();
    }

    @Test
    void takesAFileUpToTheLimitAndNotBeyond() throws IOException {
        store("full.txt", MediaType.TEXT_PLAIN, text("x".repeat(LIMIT)));
        refused(
                upload("over.txt", MediaType.TEXT_PLAIN, text("x".repeat(LIMIT + 1))),
                HttpStatus.CONTENT_TOO_LARGE,
                "content_too_large");
        assertThat(newOnDisk()).hasSize(1);
    }

    @Test
    void requestWithoutAFileIsRefused() throws IOException {
        refused(post(FILES, "{}"), HttpStatus.UNSUPPORTED_MEDIA_TYPE);

        refused(upload(FILES, "other", "a.txt", MediaType.TEXT_PLAIN, text("x")), HttpStatus.BAD_REQUEST);
        refused(upload(FILES, "file", null, MediaType.TEXT_PLAIN, text("x")), HttpStatus.BAD_REQUEST);
        expectNothingStored();
    }

    @Test
    void nothingIsLeftWhenTheDatabaseRefusesTheRow() throws IOException {
        database.execute("alter table files add constraint ck_doomed check (name <> 'doomed.txt')");
        try {
            refused(
                    upload("doomed.txt", MediaType.TEXT_PLAIN, text("0123456789")),
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "internal_error");
        } finally {
            database.execute("alter table files drop constraint ck_doomed");
        }
        expectNothingStored();
    }

    private FileResponse store(String name, MediaType type, byte[] content) {
        return upload(name, type, content)
                .expectStatus()
                .isCreated()
                .expectBody(FileResponse.class)
                .returnResult()
                .getResponseBody();
    }

    private ResponseSpec upload(String name, MediaType type, byte[] content) {
        return upload(FILES, "file", name, type, content);
    }

    private FileResponse read(FileResponse file) {
        return get(FILES + "/" + file.id())
                .expectStatus()
                .isOk()
                .expectBody(FileResponse.class)
                .returnResult()
                .getResponseBody();
    }

    private ResponseSpec download(FileResponse file) {
        return get(content(file));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String content(FileResponse file) {
        return FILES + "/" + file.id() + "/content";
    }

    private void expectNothingStored() throws IOException {
        assertThat(newOnDisk()).isEmpty();
        get(FILES).expectBody().jsonPath("$.total_elements").isEqualTo(0);
    }

    private Set<Path> newOnDisk() throws IOException {
        Set<Path> paths = new HashSet<>(disk());
        paths.removeAll(before);
        return paths;
    }

    private Set<Path> disk() throws IOException {
        try (Stream<Path> paths = Files.walk(storage.directory())) {
            return paths.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }
}
