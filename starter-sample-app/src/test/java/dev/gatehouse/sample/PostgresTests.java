package dev.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The profile of a deployment on a real PostgreSQL: the same migrations, and every kind of query once. */
@ActiveProfiles("staging")
@TestPropertySource(properties = "gatehouse.environment.mode=off")
@DirtiesContext
class PostgresTests extends HttpTest {

    private static final String ITEMS = "/api/v1/items";

    @Autowired
    private JdbcTemplate database;

    @DynamicPropertySource
    static void deploymentNamesItsDatabase(DynamicPropertyRegistry properties) {
        TestDatabase database = TestDatabase.onPostgres();
        properties.add("spring.datasource.url", () -> "${DATABASE_URL}");
        properties.add("DATABASE_URL", database::url);
        properties.add("DATABASE_USERNAME", database::username);
        properties.add("DATABASE_PASSWORD", database::password);
    }

    @Test
    void itemsLiveOnPostgres() {
        String item = "{\"external_ref\":\"SKU-1\",\"name\":\"Bolt\",\"quantity\":1}";
        String uri =
                post(ITEMS, item).returnResult(Void.class).getResponseHeaders().getFirst("Location");

        refused(post(ITEMS, item), HttpStatus.CONFLICT, "external_ref_taken");
        patch(uri, "{\"row_version\":0,\"quantity\":2}").expectStatus().isOk();
        refused(patch(uri, "{\"row_version\":0,\"quantity\":3}"), HttpStatus.CONFLICT, "stale");
        get(ITEMS + "?sort=name,desc")
                .expectBody()
                .jsonPath("$.content[0].quantity")
                .isEqualTo(2);
        delete(uri).expectStatus().isNoContent();
        refused(get(uri), HttpStatus.NOT_FOUND, "not_found");
    }

    @Test
    void importAndExportWorkOnPostgres() {
        String rows = IntStream.range(0, 1000)
                .mapToObj("{\"external_ref\":\"R-%1$d\",\"name\":\"n\",\"quantity\":%1$d}"::formatted)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        post(ITEMS + "/import", rows).expectStatus().isOk();
        refused(post(ITEMS + "/import", rows), HttpStatus.CONFLICT, "external_ref_taken");

        List<Integer> quantities = new ArrayList<>();
        Map<String, Object> page = export("?size=300");
        while (page.get("next_cursor") != null) {
            quantities.addAll(quantities(page));
            page = export("?size=300&cursor=" + page.get("next_cursor"));
        }
        quantities.addAll(quantities(page));
        assertThat(quantities)
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    /** With few rows any plan will do: forbid the others and see whether the index can carry the query. */
    @Test
    void exportWalksAlongAnIndex() {
        List<String> plan = database.execute((Connection connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set enable_seqscan = off");
                statement.execute("set enable_sort = off");
                List<String> lines = new ArrayList<>();
                try (var rows = statement.executeQuery("""
                        explain select * from items where owner_id = '00000000-0000-7000-8000-000000000001'
                        and (created_at, id) > (now(), '00000000-0000-7000-8000-000000000001')
                        order by created_at, id limit 10""")) {
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                }
                statement.execute("reset all");
                return lines;
            }
        });
        assertThat(String.join("\n", plan))
                .contains("Index Scan using ix_items_owner_created")
                .contains("ROW(created_at, id) >")
                .doesNotContain("Sort");
    }

    private Map<String, Object> export(String query) {
        return get(ITEMS + "/export" + query)
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> quantities(Map<String, Object> page) {
        List<Map<String, Object>> content = (List<Map<String, Object>>) page.get("content");
        return content.stream().map(item -> (Integer) item.get("quantity")).toList();
    }
}
