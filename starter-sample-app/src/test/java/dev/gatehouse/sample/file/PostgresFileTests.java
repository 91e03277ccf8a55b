package dev.gatehouse.sample.file;

import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.PostgresServer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresFileTests extends HttpTest {

    @Test
    void filesLiveOnPostgres() {
        String uri = upload("/api/v1/files", "file", "a.txt", MediaType.TEXT_PLAIN, new byte[] {65, 66, 67})
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
        get(uri + "/content").expectBody(byte[].class).isEqualTo(new byte[] {65, 66, 67});
        get("/api/v1/files").expectBody().jsonPath("$.total_elements").isEqualTo(1);
        delete(uri).expectStatus().isNoContent();
    }
}
