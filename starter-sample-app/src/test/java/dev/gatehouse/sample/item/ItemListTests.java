package dev.gatehouse.sample.item;

import static dev.gatehouse.sample.item.ItemFixture.ITEMS;
import static dev.gatehouse.sample.item.ItemFixture.batch;
import static dev.gatehouse.sample.item.ItemFixture.named;

import dev.gatehouse.sample.HttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class ItemListTests extends HttpTest {

    @Test
    void whoHasNothingSeesAnEmptyPage() {
        post(ITEMS, named("mine"));
        stranger()
                .get()
                .uri(ITEMS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                {"content":[],"page":0,"size":20,"total_elements":0,"total_pages":0}""");
    }

    @Test
    void newestComesFirst() {
        post(ITEMS, named("old"));
        post(ITEMS, named("new"));
        get(ITEMS).expectBody().json("""
                {"content":[{"name":"new"},{"name":"old"}],"total_elements":2,"total_pages":1}""");
    }

    @Test
    void pagesCutTheSortedList() {
        post(ITEMS + "/import", batch(named("c"), named("a"), named("b")));
        get(ITEMS + "?sort=name&size=2").expectBody().json("""
                {"content":[{"name":"a"},{"name":"b"}],"page":0,"size":2,"total_elements":3,"total_pages":2}""");
        get(ITEMS + "?sort=name&size=2&page=1").expectBody().json("""
                {"content":[{"name":"c"}],"page":1}""");
        get(ITEMS + "?sort=name,desc&size=1").expectBody().json("""
                {"content":[{"name":"c"}]}""");
        get(ITEMS + "?page=7").expectBody().json("""
                {"content":[],"page":7,"total_elements":3}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "page=10001",
                "page=2147483647",
                "page=x",
                "size=0",
                "size=101",
                "size=1.5",
                "sort=owner_id",
                "sort=name,up",
                "sort=name;drop"
            })
    void refusesWhatIsOutOfBounds(String query) {
        refused(get(ITEMS + "?" + query), HttpStatus.BAD_REQUEST);
    }

    @Test
    void takesWhatIsJustWithinBounds() {
        get(ITEMS + "?page=10000&size=100&sort=created_at,asc").expectStatus().isOk();
    }
}
