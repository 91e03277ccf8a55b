package dev.gatehouse.sample.errorrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.errorrecord.ErrorFingerprint;
import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.errorrecord.ErrorOccurrence;
import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.TestClock;
import dev.gatehouse.sample.TestDatabase;
import dev.gatehouse.sample.TestHandler;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What went wrong, in a table, and who gets to see it. */
@TestPropertySource(properties = {"gatehouse.error-record.max-groups=3", "gatehouse.error-record.max-request-ids=2"})
class ErrorRecordTests extends HttpTest {

    private static final String ERRORS = "/actuator/errors";
    private static final String REPORT = "/actuator/environmentreport";
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    @Autowired
    private DatabaseErrorStore store;

    @Autowired
    private ErrorGroups groups;

    @Autowired
    private OldErrorCleanUp cleanUp;

    @Autowired
    private JdbcClient database;

    @Autowired
    private JdbcConnectionDetails connection;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private TestClock time;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @BeforeEach
    void forgetAll() {
        store.clear();
    }

    @AfterEach
    void putTheClockBack() {
        time.reset();
    }

    @Test
    void groupsByWhatErrorsHaveInCommon() {
        store.record(List.of(error("a", 1), error("b", 2), error("a", 3)));
        store.record(List.of(error("a", 4)));

        assertThat(errors()).containsExactly("a", "b");
        assertThat(store.list(1))
                .containsExactly(new ErrorGroup(
                        fingerprint("a").id(),
                        fingerprint("a"),
                        3,
                        START.plusSeconds(1),
                        START.plusSeconds(4),
                        List.of("request-4", "request-3")));
        assertThat(store.find(fingerprint("a").id())).isEqualTo(store.list(1).get(0));
    }

    @Test
    void requestsNeedNoId() {
        store.record(List.of(new ErrorOccurrence(fingerprint("a"), START, null)));

        assertThat(store.list(1))
                .singleElement()
                .satisfies(group -> assertThat(group.requestIds()).isEmpty());
    }

    @Test
    void groupsLeaveThatWereNotSeenForTheLongestTime() {
        long before = store.evicted();
        store.record(List.of(error("a", 1), error("b", 2), error("c", 3), error("a", 4)));
        assertThat(store.evicted()).isEqualTo(before);
        store.record(List.of(error("d", 5)));

        assertThat(errors()).containsExactly("d", "a", "c");
        assertThat(store.evicted()).isEqualTo(before + 1);
    }

    @Test
    void forgetsOneOrAll() {
        store.record(List.of(error("a", 1), error("b", 2)));
        String id = fingerprint("a").id();

        assertThat(store.remove(id)).isTrue();
        assertThat(store.remove(id)).isFalse();
        assertThat(store.find(id)).isNull();
        assertThat(errors()).containsExactly("b");
        store.clear();
        assertThat(errors()).isEmpty();
    }

    @Test
    void instancesCountIntoTheSameGroups() {
        List<ErrorOccurrence> some = List.of(error("a", 1), error("b", 1));
        List<ErrorOccurrence> others = List.of(error("b", 2), error("a", 2));
        CompletableFuture<?>[] instances = Stream.of(some, others)
                .map(errors ->
                        CompletableFuture.runAsync(() -> IntStream.range(0, 50).forEach(i -> store.record(errors))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(instances).join();

        assertThat(store.list(10)).extracting(ErrorGroup::count).containsExactly(100L, 100L);
    }

    /** An instance that adds to several groups comes to the second one while an operator has everything forgotten. */
    @Test
    void allAreForgottenInTheOrderInWhichTheyAreAddedTo() {
        List<ErrorOccurrence> inOrder = Stream.of(error("a", 1), error("b", 1))
                .sorted(Comparator.comparing(error -> error.fingerprint().id()))
                .toList();
        store.record(List.of(inOrder.get(1)));
        store.record(List.of(inOrder.get(0)));
        CompletableFuture<Void> clear = Objects.requireNonNull(transactions.execute(status -> {
            groups.findForChange(inOrder.get(0).fingerprint().id());
            CompletableFuture<Void> running = CompletableFuture.runAsync(store::clear);
            await().until(() -> TestDatabase.isSomebodyWaiting(database, connection));
            groups.findForChange(inOrder.get(1).fingerprint().id());
            return running;
        }));

        clear.join();
        assertThat(errors()).isEmpty();
    }

    @Test
    void whatHasNotGoneWrongForLongIsForgotten() {
        Instant now = Instant.now();
        store.record(List.of(new ErrorOccurrence(fingerprint("a"), now, null)));
        time.forward(Duration.ofDays(29));
        cleanUp.run();
        assertThat(errors()).containsExactly("a");
        time.forward(Duration.ofDays(2));
        cleanUp.run();
        assertThat(errors()).isEmpty();
    }

    @Test
    void administratorSeesWhatNobodyCaughtAndHasItForgotten() {
        TestUser admin = users.signIn(SystemRole.ADMIN);
        TestHandler.with(
                mapping,
                new Handlers(),
                "fail",
                "",
                path -> anonymous()
                        .get()
                        .uri(path)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR));
        await().until(() -> !store.list(1).isEmpty());

        as(admin)
                .get()
                .uri(ERRORS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.groups[0].error")
                .isEqualTo(IllegalStateException.class.getName())
                .jsonPath("$.groups[0].route")
                .isEqualTo("/test/fail")
                .jsonPath("$.groups[0].count")
                .isEqualTo(1);
        String group = ERRORS + "/" + store.list(1).get(0).id();
        as(admin).get().uri(group).exchange().expectStatus().isOk();
        as(admin).delete().uri(group).exchange().expectStatus().isNoContent();
        assertThat(store.list(1)).isEmpty();
    }

    @Test
    void administratorSeesWhatTheEnvironmentCheckFound() {
        as(users.signIn(SystemRole.ADMIN))
                .get()
                .uri(REPORT)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.findings")
                .isArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {ERRORS, ERRORS + "/0000000000000000", REPORT})
    void nobodyElseSeesThem(String path) {
        refused(anonymous().get().uri(path).exchange(), HttpStatus.UNAUTHORIZED, "unauthenticated");
        refused(anonymous().delete().uri(path).exchange(), HttpStatus.UNAUTHORIZED, "unauthenticated");
        for (SystemRole role : List.of(SystemRole.USER, SystemRole.MANAGER, SystemRole.AUDITOR, SystemRole.SERVICE)) {
            TestUser user = users.signIn(role);
            refused(as(user).get().uri(path).exchange(), HttpStatus.FORBIDDEN, "forbidden");
            refused(as(user).delete().uri(path).exchange(), HttpStatus.FORBIDDEN, "forbidden");
        }
    }

    private List<String> errors() {
        return store.list(100).stream()
                .map(group -> group.fingerprint().error())
                .toList();
    }

    private static ErrorOccurrence error(String error, int second) {
        return new ErrorOccurrence(fingerprint(error), START.plusSeconds(second), "request-" + second);
    }

    private static ErrorFingerprint fingerprint(String error) {
        return new ErrorFingerprint(error, "/orders/{id}", ErrorCategory.INTERNAL, ErrorSeverity.ERROR);
    }

    @ResponseBody
    static class Handlers {

        @PublicEndpoint
        String fail() {
            throw new IllegalStateException("expected");
        }
    }
}
