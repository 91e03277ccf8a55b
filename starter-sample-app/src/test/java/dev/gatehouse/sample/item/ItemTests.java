package dev.gatehouse.sample.item;

import static dev.gatehouse.sample.item.ItemFixture.ITEMS;
import static dev.gatehouse.sample.item.ItemFixture.named;
import static dev.gatehouse.sample.item.ItemFixture.referenced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class ItemTests extends HttpTest {

    /** Stripped, it would be another text than the one that was given; shown as a page, it would run. */
    @Test
    void markupIsKeptAsTextAndNeverAnsweredAsAPage() {
        String name = "<script>alert(1)</script> & <b>bolt</b>";
        post(ITEMS, named(name)).expectStatus().isCreated();

        for (String accept : List.of(MediaType.APPLICATION_JSON_VALUE, "text/html, */*;q=0.1")) {
            ResponseSpec answer =
                    me().get().uri(ITEMS).header(HttpHeaders.ACCEPT, accept).exchange();
            answer.expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .value(
                            "Content-Security-Policy",
                            policy -> assertThat(policy).contains("default-src 'none'"));
            answer.expectBody().jsonPath("$.content[0].name").isEqualTo(name);
        }
    }

    @Test
    void createdItemIsFoundWhereLocationPoints() {
        String location = post(ITEMS, """
                        {"external_ref":"SKU-1","name":"Hex bolt","description":"Zinc\\nplated","quantity":250}""")
                .expectStatus()
                .isCreated()
                .expectBody(ItemResponse.class)
                .returnResult()
                .getResponseHeaders()
                .getFirst("Location");

        assertThat(location).matches("/api/v1/items/[0-9a-f-]{14}7[0-9a-f-]{21}");
        get(location).expectStatus().isOk().expectBody().json("""
                        {"external_ref":"SKU-1","name":"Hex bolt","description":"Zinc\\nplated","quantity":250,\
                        "row_version":0}""");
    }

    @Test
    void answerOfAWriteIsWhatALaterReadFinds() {
        ItemResponse created = create(named("Bolt"));
        assertThat(read(created.id())).isEqualTo(created);
    }

    @Test
    void emptyTextsOfOptionalFieldsAreNone() {
        ItemResponse item = create("""
                {"external_ref":"","name":"Bolt","description":"","quantity":0}""");
        assertThat(item.externalRef()).isNull();
        assertThat(item.description()).isNull();
    }

    @Test
    void severalItemsMayHaveNoReference() {
        create(named("Bolt"));
        create(named("Nut"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"name\":\"Bolt\"}",
                "{\"quantity\":1}",
                "{\"name\":null,\"quantity\":1}",
                "{\"name\":\"\",\"quantity\":1}",
                "{\"name\":\"   \",\"quantity\":1}",
                "{\"name\":\"two\\nlines\",\"quantity\":1}",
                "{\"name\":\"two\\u2028lines\",\"quantity\":1}",
                "{\"name\":\"\\u3164\",\"quantity\":1}",
                "{\"name\":\"Bolt\",\"quantity\":-1}",
                "{\"name\":\"Bolt\",\"quantity\":1000000001}",
                "{\"name\":\"Bolt\",\"quantity\":1,\"external_ref\":\"no blanks\"}",
                "{\"name\":\"Bolt\",\"quantity\":1,\"owner_id\":\"00000000-0000-7000-8000-000000000001\"}",
                "{\"name\":\"Bolt\",\"quantity\":1,\"externalRef\":\"a\"}"
            })
    void refusesWhatIsNoItem(String body) {
        refused(post(ITEMS, body), HttpStatus.BAD_REQUEST);
    }

    @Test
    void takesTextsUpToTheirLimitAndNotBeyond() {
        create("{\"name\":\"%s\",\"quantity\":1,\"description\":\"%s\",\"external_ref\":\"%s\"}"
                .formatted("n".repeat(200), "d".repeat(2000), "r".repeat(64)));
        refused(post(ITEMS, named("n".repeat(201))), HttpStatus.BAD_REQUEST);
        refused(post(ITEMS, referenced("r".repeat(65))), HttpStatus.BAD_REQUEST);
        refused(
                post(ITEMS, "{\"name\":\"Bolt\",\"quantity\":1,\"description\":\"%s\"}".formatted("d".repeat(2001))),
                HttpStatus.BAD_REQUEST);
    }

    @Test
    void takesJsonOnly() {
        refused(
                me().post()
                        .uri(ITEMS)
                        .contentType(MediaType.TEXT_PLAIN)
                        .body(named("Bolt"))
                        .exchange(),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void referenceIsUniqueAmongTheItemsOfOneOwner() {
        create(referenced("SKU-1"));
        refused(post(ITEMS, referenced("SKU-1")), HttpStatus.CONFLICT, "external_ref_taken");
        stranger()
                .post()
                .uri(ITEMS)
                .contentType(MediaType.APPLICATION_JSON)
                .body(referenced("SKU-1"))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void changesWhatIsNamedAndCountsTheVersion() {
        ItemResponse item = create("""
                {"external_ref":"SKU-1","name":"Bolt","description":"Zinc","quantity":1}""");

        ItemResponse changed = change(item, "{\"row_version\":0,\"name\":\"Nut\",\"quantity\":null}");

        assertThat(changed.name()).isEqualTo("Nut");
        assertThat(changed.quantity()).isEqualTo(1);
        assertThat(changed.description()).isEqualTo("Zinc");
        assertThat(changed.rowVersion()).isEqualTo(1);
        assertThat(changed.createdAt()).isEqualTo(item.createdAt());
        assertThat(read(item.id())).isEqualTo(changed);
    }

    @Test
    void emptyTextRemovesAnOptionalField() {
        ItemResponse item = create("""
                {"external_ref":"SKU-1","name":"Bolt","description":"Zinc","quantity":1}""");

        ItemResponse changed = change(item, "{\"row_version\":0,\"external_ref\":\"\",\"description\":\"\"}");

        assertThat(changed.externalRef()).isNull();
        assertThat(changed.description()).isNull();
    }

    @Test
    void changeBasedOnAnOldVersionIsStale() {
        ItemResponse item = create(named("Bolt"));
        change(item, "{\"row_version\":0,\"name\":\"Nut\"}");

        refused(patch(uri(item.id()), "{\"row_version\":0,\"name\":\"Pin\"}"), HttpStatus.CONFLICT, "stale");
        refused(patch(uri(item.id()), "{\"row_version\":2,\"name\":\"Pin\"}"), HttpStatus.CONFLICT, "stale");

        assertThat(read(item.id()).name()).isEqualTo("Nut");
    }

    @Test
    void changeCannotTakeTheReferenceOfAnotherItem() {
        create(referenced("SKU-1"));
        ItemResponse item = create(referenced("SKU-2"));
        refused(
                patch(uri(item.id()), "{\"row_version\":0,\"external_ref\":\"SKU-1\"}"),
                HttpStatus.CONFLICT,
                "external_ref_taken");
        assertThat(read(item.id())).isEqualTo(item);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"Nut\"}",
                "{\"row_version\":-1}",
                "{\"row_version\":0,\"name\":\"\"}",
                "{\"row_version\":0,\"quantity\":-1}",
                "{\"row_version\":0,\"id\":\"00000000-0000-7000-8000-000000000001\"}"
            })
    void refusesWhatIsNoChange(String body) {
        ItemResponse item = create(named("Bolt"));
        refused(patch(uri(item.id()), body), HttpStatus.BAD_REQUEST);
        assertThat(read(item.id())).isEqualTo(item);
    }

    @Test
    void deletedItemIsGone() {
        ItemResponse item = create(named("Bolt"));
        delete(uri(item.id())).expectStatus().isNoContent();
        refused(get(uri(item.id())), HttpStatus.NOT_FOUND, "not_found");
        refused(delete(uri(item.id())), HttpStatus.NOT_FOUND, "not_found");
    }

    @Test
    void unknownItemIsNotFound() {
        String unknown = uri(UUID.randomUUID());
        refused(get(unknown), HttpStatus.NOT_FOUND, "not_found");
        refused(patch(unknown, "{\"row_version\":0}"), HttpStatus.NOT_FOUND, "not_found");
        refused(delete(unknown), HttpStatus.NOT_FOUND, "not_found");
        refused(get(ITEMS + "/no-id"), HttpStatus.BAD_REQUEST);
    }

    @Test
    void itemOfSomebodyElseCannotBeToldFromAnUnknownOne() {
        String foreign = uri(create(named("Bolt")).id());
        RestTestClient stranger = stranger();
        refused(stranger.get().uri(foreign).exchange(), HttpStatus.NOT_FOUND, "not_found");
        refused(stranger.delete().uri(foreign).exchange(), HttpStatus.NOT_FOUND, "not_found");
        refused(
                stranger.patch()
                        .uri(foreign)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{\"row_version\":0}")
                        .exchange(),
                HttpStatus.NOT_FOUND,
                "not_found");
        get(foreign).expectStatus().isOk();
    }

    private ItemResponse create(String json) {
        return post(ITEMS, json)
                .expectStatus()
                .isCreated()
                .expectBody(ItemResponse.class)
                .returnResult()
                .getResponseBody();
    }

    private ItemResponse change(ItemResponse item, String json) {
        return patch(uri(item.id()), json)
                .expectStatus()
                .isOk()
                .expectBody(ItemResponse.class)
                .returnResult()
                .getResponseBody();
    }

    private ItemResponse read(UUID id) {
        return get(uri(id))
                .expectStatus()
                .isOk()
                .expectBody(ItemResponse.class)
                .returnResult()
                .getResponseBody();
    }

    private static String uri(UUID id) {
        return ITEMS + "/" + id;
    }
}
