package dev.gatehouse.sample.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditOrigin;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.OfApiKeys;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.privacy.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What holds of the audit log on every database. */
abstract class AuditScenarios extends IdentityTest {

    static final String LOG = "/api/v1/audit-logs";

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditSealer sealer;

    @Autowired
    AuditSeals seals;

    @Autowired
    AuditVerifier verifier;

    @Autowired
    AuditData data;

    @Autowired
    AuditRows rows;

    @Autowired
    AuditChain chain;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    Answer asAuditor(String uri, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(bearer(users.signIn(SystemRole.AUDITOR).token()), 0, all, 0, 2);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("GET", uri, null, all);
    }

    /** Links everything there is, also behind gaps that rolled back transactions left. */
    void seal() {
        time.forward(Duration.ofHours(1));
        sealer.run();
        time.reset();
    }

    /** A row that is a link of its own, at a time when there is no other. */
    private Written written(int days) {
        time.reset();
        time.forward(Duration.ofDays(days));
        Instant from = clock.instant();
        trail.succeeded("written", thing(), Map.of());
        Instant to = clock.instant().plusSeconds(1);
        time.forward(Duration.ofHours(1));
        sealer.run();
        return new Written(seals.last().orElseThrow().toSequence(), from, to);
    }

    private record Written(long seq, Instant from, Instant to) {}

    /** What is found with some rows gone, which are back again afterwards. */
    private AuditVerificationResponse verifyWithout(String rows, @Nullable Instant from, @Nullable Instant to) {
        return transactions.execute(status -> {
            takeTheGuardAway();
            assertThat(database.sql("delete from audit_log where " + rows).update())
                    .isPositive();
            status.setRollbackOnly();
            return verifier.verify(from, to, null);
        });
    }

    /** Lets rows be deleted in the running transaction. */
    void takeTheGuardAway() {}

    static Target thing() {
        return new Target("thing", UUID.randomUUID().toString());
    }

    static String of(Target target) {
        return "?target=" + target.type() + ":" + target.id();
    }

    @Test
    @OfApiKeys
    void tellsWhoDidWhatFromWhere() {
        TestUser user = users.signIn(SystemRole.USER);
        Answer made = send(
                "POST", "/api/v1/api-keys", Map.of("name", "n", "scopes", List.of("items:read")), bearer(user.token()));
        assertThat(made.outcome()).isEqualTo("201");

        Answer found = asAuditor(LOG + "?actor=" + user.id());

        assertThat(found.json().path("content").size()).isEqualTo(1);
        var entry = found.json().path("content").get(0);
        assertThat(entry.path("action").asString()).isEqualTo("api_key_created");
        assertThat(entry.path("target_id").asString()).isEqualTo(made.text("id"));
        assertThat(entry.path("session_id").asString()).isEqualTo(user.session().toString());
        assertThat(entry.path("ip").asString()).isNotEmpty();
        assertThat(entry.path("request_id").asString()).isNotEmpty();
        assertThat(asAuditor(LOG + "/" + entry.path("seq").asLong()).text("action"))
                .isEqualTo("api_key_created");
    }

    @Test
    void pagesLoseAndRepeatNothing() {
        Target thing = thing();
        for (int i = 0; i < 7; i++) {
            trail.succeeded("counted", thing, Map.of("i", String.valueOf(i)));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = asAuditor(LOG + of(thing) + "&size=3" + cursor);
            page.json()
                    .path("content")
                    .forEach(row -> seen.add(row.path("details").path("i").asString()));
            cursor = "&cursor=" + page.text("next_cursor");
        } while (!cursor.equals("&cursor="));
        assertThat(seen).containsExactly("6", "5", "4", "3", "2", "1", "0");
    }

    @Test
    void filtersByActionOutcomeAndTime() {
        Target thing = thing();
        trail.succeeded("opened", thing, Map.of());
        trail.refused("opened", AuditOutcome.DENIED, thing, "closed", Map.of());
        assertThat(asAuditor(LOG + of(thing) + "&action=opened")
                        .json()
                        .path("content")
                        .size())
                .isEqualTo(2);
        assertThat(asAuditor(LOG + of(thing) + "&outcome=DENIED")
                        .json()
                        .path("content")
                        .size())
                .isEqualTo(1);
        assertThat(asAuditor(LOG + of(thing) + "&to=2020-01-01T00:00:00Z")
                        .json()
                        .path("content")
                        .size())
                .isZero();
        assertThat(asAuditor(LOG + "?cursor=x").outcome()).isEqualTo("400 validation_failed");
        assertThat(asAuditor(LOG + "/9999999999").outcome()).isEqualTo("404 not_found");
    }

    @Test
    void whatNoRowCanHoldIsRefusedByName() {
        for (String path : List.of(LOG, LOG + "/export")) {
            for (String text : List.of("\u00e4", "\u007f")) {
                refusedByName(path + "?actor=" + text, "actor");
                refusedByName(path + "?action=" + text, "action");
                refusedByName(path + "?target=user:" + text, "target");
            }
        }
        for (String path : List.of(LOG, LOG + "/export", LOG + "/verify")) {
            for (String time :
                    List.of("-999999999-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z")) {
                refusedByName(path + "?from=" + time, "from");
                refusedByName(path + "?to=" + time, "to");
            }
        }
        assertThat(asAuditor(LOG + "?from=1970-01-01T00:00:00Z&to=9999-12-31T23:59:59.999999Z&size=1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTimeIsWrittenWithItsOffsetAndARangeForwards() {
        for (String path : List.of(LOG, LOG + "/export", LOG + "/verify")) {
            for (String time : List.of("1796058000", "1796058000000", "2026-11-20", "2026-11-20T00:00:00")) {
                refusedByName(path + "?from=" + time, "from");
                refusedByName(path + "?to=" + time, "to");
            }
            refusedByName(path + "?from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to");
            refusedByName(path + "?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to");
        }
        assertThat(asAuditor(LOG + "/verify?from=3&to=10").outcome()).isEqualTo("400 validation_failed");
        assertThat(asAuditor(LOG + "?from=2025-12-31T23:00:00-01:00&to=2026-01-01T00:00:00.000001Z")
                        .status())
                .isEqualTo(200);
    }

    private void refusedByName(String uri, String field) {
        Answer answer = asAuditor(uri);
        assertThat(answer.outcome()).as(uri).isEqualTo("400 validation_failed");
        assertThat(answer.json().path("details").get(0).path("field").asString())
                .as(answer.body())
                .isEqualTo(field);
    }

    @Test
    void exportsNoFormulaAndNotesTheExport() {
        Target thing = thing();
        trail.refused("tried", AuditOutcome.FAILURE, thing, "=1+1", Map.of("quote", "a\"b"));

        Answer csv = asAuditor(LOG + "/export" + of(thing) + "&format=csv", HttpHeaders.ACCEPT, "*/*");

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.headers().getFirst(HttpHeaders.CONTENT_TYPE)).startsWith("text/csv");
        assertThat(csv.headers().getFirst(HttpHeaders.CONTENT_DISPOSITION)).contains("audit-log.csv");
        assertThat(csv.body().lines().toList()).hasSize(2);
        assertThat(csv.body()).contains("\"'=1+1\"").doesNotContain("\"=");

        Answer ndjson = asAuditor(LOG + "/export" + of(thing), HttpHeaders.ACCEPT, "application/x-ndjson");
        assertThat(ndjson.body().lines().toList()).hasSize(1);
        assertThat(asAuditor(LOG + "?action=audit_exported")
                        .json()
                        .path("content")
                        .size())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void exportsOfMarkupAreFilesAndStayInTheirCells() {
        Target thing = thing();
        trail.refused("tried", AuditOutcome.FAILURE, thing, "\",\"<script>alert(1)</script>", Map.of());

        Answer csv = asAuditor(LOG + "/export" + of(thing) + "&format=csv", HttpHeaders.ACCEPT, "*/*");

        assertThat(csv.body()).contains(",\"\"\",\"\"<script>alert(1)</script>\",");
        Answer ndjson = asAuditor(LOG + "/export" + of(thing), HttpHeaders.ACCEPT, "application/x-ndjson");
        for (Answer export : List.of(csv, ndjson)) {
            assertThat(export.headers().getFirst(HttpHeaders.CONTENT_TYPE)).doesNotContain("html");
            assertThat(export.headers().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                    .startsWith("attachment");
            assertThat(export.headers().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(new JsonMapper().readTree(ndjson.body()).path("reason").asString())
                .isEqualTo("\",\"<script>alert(1)</script>");
    }

    @Test
    void whoIsNoAuditorSeesNothing() {
        String[] user = bearer(users.signIn(SystemRole.USER).token());
        for (String path : List.of("", "/1", "/export", "/verify")) {
            assertThat(send("GET", LOG + path, null, user).status()).as(path).isEqualTo(403);
            assertThat(send("GET", LOG + path, null).status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void aSealedLogIsVerified() {
        trail.succeeded("written", thing(), Map.of());
        seal();
        Answer found = asAuditor(LOG + "/verify");
        assertThat(found.json().path("ok").asBoolean()).as(found.body()).isTrue();
        assertThat(found.json().path("anchor").path("hash").asString()).matches("[0-9a-f]{64}");
        assertThat(asAuditor(LOG + "/verify?anchor="
                                + found.json().path("anchor").path("hash").asString())
                        .json()
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(asAuditor(LOG + "/verify?anchor=" + "0".repeat(64))
                        .json()
                        .path("ok")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void rowsThatAreGoneAreFoundWhereverTheyWere() {
        seal();
        Written first = written(101);
        Written second = written(102);
        Written third = written(103);

        assertThat(verifier.verify(null, null, null).ok()).isTrue();
        assertThat(verifyWithout("seq < " + first.seq(), null, null).ok()).isFalse();
        assertThat(verifyWithout("seq < " + first.seq(), null, first.to()).ok()).isFalse();
        assertThat(verifyWithout("seq = " + second.seq(), null, null).firstBadSeq())
                .isEqualTo(second.seq());
        assertThat(verifyWithout("seq = " + third.seq(), null, null).firstBadSeq())
                .isEqualTo(third.seq());
        assertThat(verifyWithout("seq > " + first.seq(), null, null).firstBadSeq())
                .isEqualTo(second.seq());
        assertThat(verifyWithout("1 = 1", null, null).ok()).isFalse();
    }

    @Test
    void aTimeWhoseRowsAreGoneIsNotWhole() {
        // By the clock of an instance that is ahead.
        written(300);
        Written before = written(201);
        Written first = written(202);
        Written second = written(203);
        Written third = written(204);
        written(205);

        for (Written gone : List.of(first, second, third)) {
            assertThat(verifier.verify(gone.from(), gone.to(), null).ok()).isTrue();
            assertThat(verifyWithout("seq = " + gone.seq(), gone.from(), gone.to())
                            .firstBadSeq())
                    .isEqualTo(gone.seq());
            assertThat(verifyWithout("seq = " + gone.seq(), first.from(), third.to())
                            .firstBadSeq())
                    .isEqualTo(gone.seq());
            assertThat(verifyWithout("seq > " + before.seq(), gone.from(), gone.to())
                            .ok())
                    .isFalse();
        }
        assertThat(verifyWithout("seq > " + before.seq(), first.from(), null).firstBadSeq())
                .isEqualTo(first.seq());
        assertThat(verifyWithout("1 = 1", second.from(), second.to()).ok()).isFalse();
    }

    @Test
    void theSealerWaitsForARowThatIsNotCommittedYet() throws Exception {
        seal();
        long before = seals.last().orElseThrow().toSequence();
        Target late = thing();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> transaction = thread.submit(() -> transactions.executeWithoutResult(status -> {
                trail.succeeded("late", late, Map.of());
                written.countDown();
                await(commit);
            }));
            await(written);
            trail.succeeded("early", thing(), Map.of());
            sealer.run();
            assertThat(seals.last().orElseThrow().toSequence()).isEqualTo(before);
            commit.countDown();
            transaction.get();
        } finally {
            thread.shutdownNow();
        }
        sealer.run();
        assertThat(seals.last().orElseThrow().toSequence()).isGreaterThanOrEqualTo(before + 2);
        assertThat(asAuditor(LOG + "/verify").json().path("ok").asBoolean()).isTrue();
    }

    @Test
    void aRefusalStaysThoughItsTransactionRollsBack() {
        Target refused = thing();
        Target undone = thing();
        transactions.executeWithoutResult(status -> {
            trail.succeeded("done", undone, Map.of());
            trail.refused("done", AuditOutcome.DENIED, refused, "forbidden", Map.of());
            status.setRollbackOnly();
        });
        assertThat(asAuditor(LOG + of(refused)).json().path("content").size()).isEqualTo(1);
        assertThat(asAuditor(LOG + of(undone)).json().path("content").size()).isZero();
    }

    /** As many transactions as the pool has connections, each of which then notes a refusal. */
    @Test
    void refusalsNeedNoSecondConnectionOfThePool() throws Exception {
        int connections = 20;
        CountDownLatch held = new CountDownLatch(connections);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> transactions.executeWithoutResult(status -> {
                    database.sql("select 1").query(Integer.class).single();
                    held.countDown();
                    await(held);
                    trail.refused("held", AuditOutcome.DENIED, thing(), "forbidden", Map.of());
                })));
            }
            for (Future<?> each : running) {
                each.get(25, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @OfApiKeys
    void whatIsKnownOfAPersonGoesAndTheRowsStayGenuine() {
        TestUser user = users.signIn(SystemRole.USER);
        send("POST", "/api/v1/api-keys", Map.of("name", "n", "scopes", List.of("items:read")), bearer(user.token()));
        seal();
        transactions.executeWithoutResult(status -> data.erase(user.id()));
        var entry =
                asAuditor(LOG + "?actor=" + user.id()).json().path("content").get(0);
        assertThat(entry.path("ip").isNull()).isTrue();
        assertThat(asAuditor(LOG + "/verify").json().path("ok").asBoolean()).isTrue();
    }

    @Test
    void usersLearnWhatWasDoneToThemAndInTheirName() {
        TestUser user = users.signIn(SystemRole.USER);
        TestUser manager = users.signIn(SystemRole.MANAGER);
        send("DELETE", "/api/v1/users/" + user.id() + "/sessions", null, bearer(manager.token()));
        inTheNameOf(user, manager);

        Excerpt<AuditEntry> export = data.export(user.id());

        assertThat(export.complete()).isTrue();
        assertThat(export.rows()).extracting(AuditEntry::action).contains("sessions_ended", "looked_around");
        assertThat(export.rows()).allSatisfy(entry -> {
            assertThat(entry.actorId()).isEqualTo(manager.id().toString());
            assertThat(entry.ip()).isNull();
            assertThat(entry.sessionId()).isNull();
        });
    }

    private void inTheNameOf(TestUser user, TestUser acting) {
        AuditOrigin origin = new AuditOrigin("s", null, null, "192.0.2.1", "agent", null);
        AuditEvent event = new AuditEvent(
                clock.instant(),
                "user",
                acting.id().toString(),
                user.id().toString(),
                "looked_around",
                null,
                null,
                AuditOutcome.SUCCESS,
                null,
                origin,
                Map.of());
        rows.insert(database, chain.sign(rows.nextSequence(database), event));
    }

    @Test
    void whatIsTooMuchForAnExportIsItsNewestPart() {
        UUID user = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            for (int i = 0; i < 1001; i++) {
                trail.succeeded("counted", Target.user(user), Map.of("i", String.valueOf(i)));
            }
            Excerpt<AuditEntry> export = data.export(user);
            assertThat(export.complete()).isFalse();
            assertThat(export.rows())
                    .hasSize(1000)
                    .first()
                    .satisfies(entry -> assertThat(entry.details()).containsEntry("i", "1000"));
            status.setRollbackOnly();
        });
    }

    @Test
    void whereSomebodyFailedToLogInFromGoesWithThePerson() {
        Person person = person();
        logIn(person.with("not-the-one-at-all"), HttpHeaders.USER_AGENT, "My-own-phone/1");
        UUID id = database.sql("select id from users where username_key = :name")
                .param("name", person.username())
                .query(UUID.class)
                .single();
        assertThat(rowsWithAPerson(id)).isPositive();
        transactions.executeWithoutResult(status -> data.erase(id));
        assertThat(rowsWithAPerson(id)).isZero();
        seal();
        assertThat(asAuditor(LOG + "/verify").json().path("ok").asBoolean()).isTrue();
    }

    /** Rows that lead from the user to a place or a device. */
    private int rowsWithAPerson(UUID id) {
        return database.sql("""
                        select count(*) from audit_log where (actor_id = :id or target_id = :id)
                            and (ip is not null or user_agent is not null)
                        """).param("id", id.toString()).query(Integer.class).single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
