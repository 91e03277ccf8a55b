package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it costs that the database is asked at each request who may do what: counted by the database itself. */
class OneStatementTests extends AccessTest {

    @AfterEach
    void stopCounting() {
        database.sql("set query_statistics false").update();
    }

    @Test
    void signedInRequestCostsOneStatement() {
        Member user = member(SystemRole.AUDITOR);
        // From here on the rights are cached, and it is noted that the session is in use.
        holds(send(user, "GET", "/api/v1/permissions", null), "200");

        database.sql("set query_statistics true").update();
        holds(send(user, "GET", "/api/v1/permissions", null), "200");
        holds(send(user, "GET", "/api/v1/permissions", null), "200");

        assertThat(executed()).singleElement().asString().startsWith("2 times: select u.id, u.authz_version");
    }

    @Test
    void publicRequestAndTokenThatIsNoneCostNothing() {
        database.sql("set query_statistics true").update();
        holds(send("GET", "/health/ping", null), "200");
        holds(send("GET", "/api/v1/permissions", null), "401 unauthenticated");
        holds(send("GET", "/api/v1/permissions", null, bearer("no.token.atall")), "401 unauthenticated");
        assertThat(executed()).isEmpty();
    }

    private List<String> executed() {
        return database.sql("""
                        select execution_count, sql_statement from information_schema.query_statistics
                        where lower(sql_statement) not like '%query_statistics%'
                        """)
                .query((row, n) ->
                        row.getInt(1) + " times: " + row.getString(2).strip().replaceAll("\\s+", " "))
                .list();
    }
}
