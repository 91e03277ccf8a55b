package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.TestDatabase;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody can always administer the service, also when two administrators turn on each other at the same moment. */
abstract class LastAdministrator extends AccessTest {

    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 100 : 5;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcConnectionDetails connection;

    @Test
    void lastAdministratorForGoodStays() {
        Member last = member(SystemRole.ADMIN);
        Member guest = member(SystemRole.ADMIN);
        onlyForGood(last);
        holds(assign(guest, last, Set.of(SystemRole.USER.id())), "409 last_admin");
        holds(patch(guest, last, Map.of("status", "DISABLED")), "409 last_admin");
        holds(patch(guest, last, Map.of("email", stranger("n").email())), "409 last_admin");
        holds(send(guest, "DELETE", USERS + "/" + last.id(), null), "409 last_admin");
        holds(send(last, "DELETE", ME, Map.of("password", last.person().password())), "409 last_admin");
        holds(send(last, "GET", ROLES, null), "200");
        holds(assign(last, guest, Set.of()), "200");
    }

    /** Whoever is shut out in an emergency may have a request that waits for the lock. */
    @Test
    void administratorWhoWasShutOutMeanwhileGivesNothingAway() throws Exception {
        Member shut = member(SystemRole.ADMIN);
        Member friend = member(SystemRole.USER);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Answer> late = Objects.requireNonNull(transactions.execute(status -> {
                database.sql("select version from rbac_state where id = 1 for update")
                        .query(Long.class)
                        .single();
                Future<Answer> waiting = thread.submit(() -> assign(shut, friend, Set.of(SystemRole.ADMIN.id())));
                Awaitility.await()
                        .until(() -> !waiting.isDone() && TestDatabase.isSomebodyWaiting(database, connection));
                database.sql("update users set status = 'DISABLED' where id = :id")
                        .param("id", shut.id())
                        .update();
                return waiting;
            }));
            assertThat(late.get(20, TimeUnit.SECONDS).outcome()).isEqualTo("401 unauthenticated");
            holds(send(friend, "GET", ROLES, null), "403 forbidden");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void ofTwoWhoDemoteEachOtherOneStays() throws Exception {
        turnOnEachOther((by, other) -> assign(by, other, Set.of()));
    }

    @Test
    void ofTwoWhoDisableEachOtherOneStays() throws Exception {
        turnOnEachOther((by, other) -> patch(by, other, Map.of("status", "DISABLED")));
    }

    private void turnOnEachOther(BiFunction<Member, Member, Answer> attack) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Member> two = List.of(member(SystemRole.ADMIN), member(SystemRole.ADMIN));
            onlyForGood(two.toArray(Member[]::new));
            List<Answer> answers = race(2, i -> attack.apply(two.get(i), two.get(1 - i)));
            assertThat(answers.stream().filter(answer -> answer.status() == 200))
                    .as(answers.toString())
                    .hasSize(1);
            Member winner = two.get(answers.get(0).status() == 200 ? 0 : 1);
            holds(send(winner, "GET", ROLES, null), "200");
        }
    }

    /** All others may go on until tomorrow, and so do not count. */
    private void onlyForGood(Member... members) {
        database.sql(
                        "update user_roles set expires_at = :tomorrow where role_id = :admin and user_id not in (:members)")
                .param("tomorrow", OffsetDateTime.now(ZoneOffset.UTC).plusDays(1))
                .param("admin", SystemRole.ADMIN.id())
                .param("members", List.of(members).stream().map(Member::id).toList())
                .update();
    }
}
