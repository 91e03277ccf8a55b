package dev.gatehouse.sample.item;

import static dev.gatehouse.sample.item.ItemFixture.ITEMS;
import static dev.gatehouse.sample.item.ItemFixture.batch;
import static dev.gatehouse.sample.item.ItemFixture.named;
import static dev.gatehouse.sample.item.ItemFixture.referenced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class ItemRaceTests extends HttpTest {

    private static final int RACERS = 8;
    private static final int REFERENCES = 300;

    @RepeatedTest(5)
    void ofManyChangesBasedOnOneVersionExactlyOneWins() throws Exception {
        String uri = post(ITEMS, named("Bolt"))
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");

        List<Integer> statuses = race(i -> patch(uri, "{\"row_version\":0,\"quantity\":%d}".formatted(i)));

        assertThat(statuses).containsExactlyElementsOf(oneWinner(200));
        get(uri).expectBody().jsonPath("$.row_version").isEqualTo(1);
    }

    @RepeatedTest(5)
    void ofManyItemsWithOneReferenceExactlyOneIsCreated() throws Exception {
        List<Integer> statuses = race(i -> post(ITEMS, referenced("SKU-1")));

        assertThat(statuses).containsExactlyElementsOf(oneWinner(201));
        get(ITEMS).expectBody().jsonPath("$.total_elements").isEqualTo(1);
    }

    @RepeatedTest(5)
    void ofManyImportsWithOneReferenceExactlyOneIsTakenWhole() throws Exception {
        List<Integer> statuses = race(i -> post(ITEMS + "/import", batch(named("first"), referenced("SKU-1"))));

        assertThat(statuses).containsExactlyElementsOf(oneWinner(200));
        get(ITEMS).expectBody().jsonPath("$.total_elements").isEqualTo(2);
    }

    /** Each waits for what the other has inserted already. */
    @Test
    void ofImportsWithTheSameReferencesInOppositeOrderExactlyOneIsTakenWhole() throws Exception {
        List<String> rows = IntStream.range(0, REFERENCES)
                .mapToObj(i -> referenced("SKU-" + i))
                .collect(Collectors.toCollection(ArrayList::new));
        String forwards = batch(rows.toArray(String[]::new));
        Collections.reverse(rows);
        String backwards = batch(rows.toArray(String[]::new));

        List<Integer> statuses = race(i -> post(ITEMS + "/import", i % 2 == 0 ? forwards : backwards));

        assertThat(statuses).containsExactlyElementsOf(oneWinner(200));
        get(ITEMS).expectBody().jsonPath("$.total_elements").isEqualTo(REFERENCES);
    }

    /** Each waits for the reference that the other has given up and not committed yet. */
    @RepeatedTest(20)
    void changesThatSwapReferencesAreConflictsAtMost() throws Exception {
        List<String> uris = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            uris.add(post(ITEMS, referenced("SKU-" + i))
                    .returnResult(Void.class)
                    .getResponseHeaders()
                    .getFirst("Location"));
        }

        List<Integer> statuses = race(
                i -> patch(uris.get(i % 2), "{\"row_version\":0,\"external_ref\":\"SKU-%d\"}".formatted((i + 1) % 2)));

        assertThat(statuses).containsOnly(409);
    }

    private static List<Integer> race(IntFunction<ResponseSpec> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            CyclicBarrier start = new CyclicBarrier(RACERS);
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                int racer = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return request.apply(racer)
                            .returnResult(String.class)
                            .getStatus()
                            .value();
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : running) {
                statuses.add(each.get());
            }
            Collections.sort(statuses);
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Integer> oneWinner(int status) {
        List<Integer> statuses = new ArrayList<>(Collections.nCopies(RACERS - 1, 409));
        statuses.add(0, status);
        return statuses;
    }
}
