package dev.gatehouse.sample.item;

import static dev.gatehouse.sample.item.ItemFixture.ITEMS;
import static dev.gatehouse.sample.item.ItemFixture.batch;
import static dev.gatehouse.sample.item.ItemFixture.batchOf;
import static dev.gatehouse.sample.item.ItemFixture.named;
import static dev.gatehouse.sample.item.ItemFixture.referenced;

import dev.gatehouse.sample.HttpTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

class ItemImportTests extends HttpTest {

    private static final String IMPORT = ITEMS + "/import";

    @Test
    void importsAllRowsAndAnswersTheirIdsInOrder() {
        ItemImportResult result = post(IMPORT, batch(referenced("a"), named("second"), referenced("c")))
                .expectStatus()
                .isOk()
                .expectBody(ItemImportResult.class)
                .returnResult()
                .getResponseBody();

        get(ITEMS + "/" + result.ids().get(1)).expectBody().jsonPath("$.name").isEqualTo("second");
        get(ITEMS + "/" + result.ids().get(2))
                .expectBody()
                .jsonPath("$.external_ref")
                .isEqualTo("c");
        expectItems(3);
    }

    @Test
    void takesAThousandRowsAndNotOneMore() {
        post(IMPORT, batchOf(1000))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.imported")
                .isEqualTo(1000);
        refused(post(IMPORT, batchOf(1001)), HttpStatus.UNPROCESSABLE_CONTENT, "batch_too_large");
        expectItems(1000);
    }

    @Test
    void countsTheRowsBeforeItLooksAtThem() {
        String rows = "null,".repeat(1000) + "null";
        refused(post(IMPORT, "{\"items\":[" + rows + "]}"), HttpStatus.UNPROCESSABLE_CONTENT, "batch_too_large");
    }

    @Test
    void namesEveryMalformedRowAndImportsNone() {
        BodyContentSpec body = rejected(
                HttpStatus.BAD_REQUEST,
                "validation_failed",
                batch(
                        named("good"),
                        "{\"name\":\" \",\"quantity\":-1}",
                        "null",
                        "{\"external_ref\":\"not good\",\"name\":\"x\",\"quantity\":1}"));
        body.jsonPath("$.details[*].field")
                .isEqualTo(List.of("items[1].name", "items[1].quantity", "items[2]", "items[3].external_ref"));
        body.jsonPath("$.details[*].code").isEqualTo(List.of("pattern", "min", "not_null", "pattern"));
        expectItems(0);
    }

    @Test
    void namesEveryRowThatCollidesAndImportsNone() {
        post(ITEMS, referenced("taken"));
        BodyContentSpec body = rejected(
                HttpStatus.CONFLICT,
                "external_ref_taken",
                batch(referenced("new"), referenced("taken"), referenced("new"), named("none"), named("none")));
        body.jsonPath("$.details[*].field").isEqualTo(List.of("items[1].external_ref", "items[2].external_ref"));
        body.jsonPath("$.details[*].code").isEqualTo(List.of("taken", "duplicate"));
        expectItems(1);
    }

    @Test
    void referencesOfSomebodyElseDoNotCollide() {
        post(ITEMS, referenced("theirs"));
        stranger()
                .post()
                .uri(IMPORT)
                .header("Content-Type", "application/json")
                .body(batch(referenced("theirs")))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":null}", "{\"items\":[]}", "{\"items\":{}}", "[]", "{\"items\":[1]}"})
    void refusesWhatIsNoBatch(String body) {
        refused(post(IMPORT, body), HttpStatus.BAD_REQUEST);
    }

    private BodyContentSpec rejected(HttpStatus status, String errorCode, String batch) {
        BodyContentSpec body =
                post(IMPORT, batch).expectStatus().isEqualTo(status).expectBody();
        body.jsonPath("$.error_code").isEqualTo(errorCode);
        return body;
    }

    private void expectItems(int count) {
        get(ITEMS).expectBody().jsonPath("$.total_elements").isEqualTo(count);
    }
}
