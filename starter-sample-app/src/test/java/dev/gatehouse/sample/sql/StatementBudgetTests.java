package dev.gatehouse.sample.sql;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.TestHandler;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.db.SqlTime;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What requests cost the database, as the metric tells it. */
@ExtendWith(OutputCaptureExtension.class)
class StatementBudgetTests extends HttpTest {

    private static final int BUDGET = 20;
    private static final int ROWS = 6;
    private static final int LONGEST_IMPORT = 1000;

    /** Those of domains that were removed are not asked for. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            entry("/api/v1/api-keys", "/api/v1/api-keys?size=100"),
            entry("/api/v1/audit-logs", "/api/v1/audit-logs"),
            entry("/api/v1/audit-logs/export", "/api/v1/audit-logs/export"),
            entry("/api/v1/auth/sessions", "/api/v1/auth/sessions"),
            entry("/api/v1/files", "/api/v1/files?size=100"),
            entry("/api/v1/items", "/api/v1/items?size=100"),
            entry("/api/v1/items/export", "/api/v1/items/export"),
            entry("/api/v1/permissions", "/api/v1/permissions"),
            entry("/api/v1/roles", "/api/v1/roles"),
            entry("/api/v1/users", "/api/v1/users?size=100"),
            entry("/api/v1/users/me/export", "/api/v1/users/me/export"),
            entry("/api/v1/users/{user_id}/sessions", "/api/v1/users/{me}/sessions"));

    @Autowired
    private JdbcClient database;

    @Autowired
    private EntityManager entities;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void listsCostTheSameForOneRowAndForMany() {
        TestUser admin = users.signIn(SystemRole.ADMIN);
        addOneOfEach(admin);
        Map<String, Integer> forOne = costs(admin);
        IntStream.range(1, ROWS).forEach(i -> addOneOfEach(admin));

        assertThat(costs(admin)).isEqualTo(forOne);
        assertThat(forOne)
                .allSatisfy((route, cost) -> assertThat(cost).isPositive().isLessThanOrEqualTo(BUDGET));
    }

    private Map<String, Integer> costs(TestUser user) {
        Map<String, Integer> costs = new TreeMap<>();
        LISTS.forEach((route, uri) -> {
            if (isThere(route)) {
                costs.put(route, cost(user, route, uri.replace("{me}", user.id().toString())));
            }
        });
        return costs;
    }

    @Test
    void roleCostsTheSameWithAllPermissionsAsWithOne() {
        TestUser admin = users.signIn(SystemRole.ADMIN);
        createRole(admin, "7");
        int withOne = costOf("POST", "/api/v1/roles", () -> createRole(admin, "7"));

        int withAll = costOf("POST", "/api/v1/roles", () -> createRole(admin, "1,2,3,4,5,7,8,9,10,11,12,15,16,17"));

        assertThat(withAll).isEqualTo(withOne).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void longestImportStaysInItsBudget() {
        String rows = IntStream.range(0, LONGEST_IMPORT)
                .mapToObj("{\"external_ref\":\"R-%1$d\",\"name\":\"n\",\"quantity\":1}"::formatted)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        assumeTrue(isThere("/api/v1/items/import"), "The domain was removed.");

        int cost = costOf(
                "POST",
                "/api/v1/items/import",
                () -> post("/api/v1/items/import", rows).expectStatus().isOk());

        assertThat(cost).isLessThanOrEqualTo(BUDGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc", "jpa", "both", "elsewhere"})
    void countsEachWayToTheDatabaseOnWhateverThread(String handler) {
        int expected = handler.equals("both") ? 2 : 1;
        TestHandler.with(mapping, new Handlers(), handler, "", path -> {
            for (int round = 0; round < 2; round++) {
                assertThat(costOf("GET", path, () -> anonymousGet(path))).isEqualTo(expected);
            }
        });
    }

    @Test
    void tellsOfARequestAboveItsBudgetAlone(CapturedOutput output) {
        TestHandler.with(mapping, new Handlers(), "many", "/{times}", path -> {
            costOf("GET", path + "/{times}", () -> anonymousGet(path + "/20"));
            assertThat(output).doesNotContain("SQL statements");
            costOf("GET", path + "/{times}", () -> anonymousGet(path + "/21"));
            assertThat(output)
                    .containsOnlyOnce("GET " + path + "/{times} cost 21 SQL statements, more than the budget of 20.");
        });
    }

    @Test
    void methodsThatNobodyKnowsAreOneInTheMetric() {
        me().method(HttpMethod.valueOf("BREW")).uri("/api/v1/items").exchange();

        assertThat(meters.find("sql.statements").tag("method", "BREW").meter()).isNull();
    }

    private void addOneOfEach(TestUser user) {
        String name = UUID.randomUUID().toString().substring(0, 18);
        addSession(user);
        users.signIn(SystemRole.USER, SystemRole.AUDITOR);
        createRole(user, "7,8");
        create(user, "/api/v1/items", "{\"name\":\"%s\",\"quantity\":1}".formatted(name));
        create(
                user,
                "/api/v1/api-keys",
                "{\"name\":\"%s\",\"scopes\":[\"items:read\",\"roles:read\"]}".formatted(name));
        if (isThere("/api/v1/files")) {
            upload(user, "/api/v1/files", "file", name + ".txt", MediaType.TEXT_PLAIN, name.getBytes())
                    .expectStatus()
                    .isCreated();
        }
    }

    private void createRole(TestUser user, String permissions) {
        create(
                user,
                "/api/v1/roles",
                "{\"name\":\"t-%s\",\"description\":\"\",\"permission_ids\":[%s]}"
                        .formatted(UUID.randomUUID(), permissions));
    }

    private void create(TestUser user, String uri, String json) {
        if (isThere(uri)) {
            as(user).post()
                    .uri(uri)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json)
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }
    }

    private void addSession(TestUser user) {
        Instant now = Instant.now();
        database.sql("""
                        insert into sessions (id, user_id, created_at, last_seen_at, expires_at, idle_expires_at, amr,
                            auth_time)
                        values (:id, :user, :now, :now, :end, :end, 'pwd', :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("user", user.id())
                .param("now", SqlTime.of(now))
                .param("end", SqlTime.of(now.plusSeconds(3600)))
                .update();
    }

    private boolean isThere(String route) {
        return mapping.getHandlerMethods().keySet().stream()
                .anyMatch(info -> info.getPatternValues().contains(route));
    }

    /** The second time: whatever is kept for the next request is there, and it is noted that the session is in use. */
    private int cost(TestUser user, String route, String uri) {
        costOf("GET", route, () -> okGet(user, uri));
        return costOf("GET", route, () -> okGet(user, uri));
    }

    private void okGet(TestUser user, String uri) {
        as(user).get().uri(uri).exchange().expectStatus().isOk();
    }

    private void anonymousGet(String uri) {
        anonymous().get().uri(uri).exchange().expectStatus().isOk();
    }

    /** The answer may be here before its request has ended. */
    private int costOf(String method, String route, Runnable request) {
        Total before = total(method, route);
        request.run();
        await().until(() -> total(method, route).requests() == before.requests() + 1);
        return (int) (total(method, route).statements() - before.statements());
    }

    private Total total(String method, String route) {
        DistributionSummary summary = meters.find("sql.statements")
                .tags("method", method, "route", route)
                .summary();
        return summary == null ? new Total(0, 0) : new Total(summary.count(), summary.totalAmount());
    }

    private record Total(long requests, double statements) {}

    @ResponseBody
    class Handlers {

        @PublicEndpoint
        String jdbc() {
            return database.sql("select count(*) from users")
                    .query(String.class)
                    .single();
        }

        @PublicEndpoint
        String jpa() {
            return entities.createNativeQuery("select count(*) from users")
                    .getSingleResult()
                    .toString();
        }

        @PublicEndpoint
        String both() {
            return jdbc() + jpa();
        }

        @PublicEndpoint
        Callable<String> elsewhere() {
            return this::jdbc;
        }

        @PublicEndpoint
        String many(@PathVariable("times") int times) {
            return IntStream.range(0, times).mapToObj(i -> jdbc()).collect(Collectors.joining());
        }
    }
}
