package dev.gatehouse.sample.item;

import static dev.gatehouse.sample.item.ItemFixture.ITEMS;
import static dev.gatehouse.sample.item.ItemFixture.batchOf;
import static dev.gatehouse.sample.item.ItemFixture.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class ItemExportTests extends HttpTest {

    private static final String EXPORT = ITEMS + "/export";

    @Test
    void walksOverAllItemsWithoutLossOrDuplicates() {
        List<UUID> ids = new ArrayList<>(importItems(20));
        ids.addAll(importItems(5));

        for (int size : new int[] {1, 7, 24, 25, 26}) {
            assertThat(walk(size)).as("pages of %s", size).containsExactlyElementsOf(ids);
        }
    }

    @Test
    void deletingAndCreatingMeanwhileShiftsNothing() {
        List<UUID> ids = importItems(6);
        ItemExport first = page("?size=3");

        delete(ITEMS + "/" + ids.get(0));
        delete(ITEMS + "/" + ids.get(2));
        post(ITEMS, named("late"));

        ItemExport second = page("?size=3&cursor=" + first.nextCursor());
        assertThat(second.content()).extracting(ItemResponse::id).containsExactlyElementsOf(ids.subList(3, 6));
    }

    @Test
    void exportIsEmptyForWhoHasNothing() {
        importItems(1);
        stranger().get().uri(EXPORT).exchange().expectBody().json("""
                {"content":[],"next_cursor":null}""");
    }

    @Test
    void cursorOfSomebodyElseShowsOwnItemsOnly() {
        importItems(2);
        String cursor = page("?size=1").nextCursor();
        stranger()
                .get()
                .uri(EXPORT + "?cursor=" + cursor)
                .exchange()
                .expectBody()
                .json("""
                {"content":[],"next_cursor":null}""");
    }

    @Test
    void takesPagesUpToTenThousand() {
        get(EXPORT + "?size=10000").expectStatus().isOk();
        refused(get(EXPORT + "?size=10001"), HttpStatus.BAD_REQUEST);
        refused(get(EXPORT + "?size=0"), HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAA",
                "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "f_________AAAAAAAAAAAAAAAAAAAAAA",
                "__________AAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesWhatIsNoCursor(String cursor) {
        refused(get(EXPORT + "?cursor=" + cursor), HttpStatus.BAD_REQUEST, "validation_failed");
    }

    private List<UUID> walk(int size) {
        List<UUID> ids = new ArrayList<>();
        ItemExport page = page("?size=" + size);
        page.content().forEach(item -> ids.add(item.id()));
        while (page.nextCursor() != null) {
            page = page("?size=" + size + "&cursor=" + page.nextCursor());
            assertThat(page.content()).isNotEmpty();
            page.content().forEach(item -> ids.add(item.id()));
        }
        return ids;
    }

    private ItemExport page(String query) {
        return get(EXPORT + query)
                .expectStatus()
                .isOk()
                .expectBody(ItemExport.class)
                .returnResult()
                .getResponseBody();
    }

    private List<UUID> importItems(int count) {
        return post(ITEMS + "/import", batchOf(count))
                .expectBody(ItemImportResult.class)
                .returnResult()
                .getResponseBody()
                .ids();
    }
}
