package dev.gatehouse.ratelimit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimiter;
import dev.gatehouse.ratelimit.StoreFailure;
import dev.gatehouse.ratelimit.Taken;
import dev.gatehouse.ratelimit.remote.RemoteStoreState.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteRateLimitStoreTests {

    private static final RemoteStoreSettings SETTINGS =
            new RemoteStoreSettings(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(10), 1000);

    private final Backend backend = new Backend();
    private final MemoryRateLimitStore here = new MemoryRateLimitStore(1000);
    private RemoteRateLimitStore store;

    @BeforeEach
    void start() {
        store = new RemoteRateLimitStore(backend, here, SETTINGS, List.of());
        assertThat(store.awaitUp(Duration.ofSeconds(10))).isTrue();
        backend.calls.clear();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private static RateLimitRule.Builder building(String name, String limit) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of(limit));
    }

    private static RateLimitRule rule(String name, String limit, StoreFailure onFailure) {
        return building(name, limit).fallback(onFailure).build();
    }

    private RateLimitDecision take(RateLimitRule rule, int cost) {
        return store.tryConsume(List.of(Charge.of(rule, "a", cost)));
    }

    @Test
    void aKnownRefusalHoldsForTheSameCostAndMoreOnly() {
        RateLimitRule rule = rule("cost", "10/hour", StoreFailure.LOCAL);
        take(rule, 7);
        assertThat(take(rule, 5).allowed()).isFalse();
        backend.calls.clear();

        assertThat(take(rule, 5).allowed()).isFalse();
        assertThat(take(rule, 9).allowed()).isFalse();
        assertThat(backend.calls).isEmpty();
        assertThat(take(rule, 3).allowed()).isTrue();
        assertThat(backend.calls).hasSize(1);
    }

    @Test
    void aKnownRefusalEndsWithTheLimitItWasSaidFor() {
        RateLimitRule rule = rule("changed", "1/hour", StoreFailure.LOCAL);
        take(rule, 1);
        take(rule, 1);
        rule.changeLimit(Limit.of("1000/hour"));
        backend.calls.clear();
        take(rule, 1);
        assertThat(backend.calls).hasSize(1);
    }

    @Test
    void aKnownRefusalEndsWhenTokensComeBack() {
        RateLimitRule rule = rule("refunded", "1/hour", StoreFailure.LOCAL);
        take(rule, 1);
        assertThat(take(rule, 1).allowed()).isFalse();
        store.refund(List.of(Charge.of(rule, "a", 1)), RateLimitDecision.UNLIMITED);
        assertThat(take(rule, 1).allowed()).isTrue();
        assertThat(take(rule, 1).allowed()).isFalse();
        store.reset(new BucketKey(rule.id(), "a"));
        assertThat(take(rule, 1).allowed()).isTrue();
    }

    @Test
    void aKnownRefusalTellsTheTimeThatIsLeft() {
        RateLimitRule rule = rule("waiting", "1/hour", StoreFailure.LOCAL);
        take(rule, 1);
        Duration first = take(rule, 1).retryAfter();
        Eventually.holds(() -> assertThat(take(rule, 1).retryAfter()).isLessThan(first));
    }

    @Test
    void aShadowThatIsKnownToBeExhaustedIsNotAskedFor() {
        RateLimitRule shadow = building("shadow", "1/hour").shadow(true).build();
        take(shadow, 1);
        take(shadow, 1);
        backend.calls.clear();
        RateLimitDecision decision = take(shadow, 1);
        assertThat(decision.allowed()).isTrue();
        assertThat(decision.states()).extracting(PolicyState::isViolated).containsExactly(true);
        assertThat(backend.calls).isEmpty();
    }

    @Test
    void whatAShadowIsKnownToSayTellsNothingAboutTheStore() {
        List<RateLimitRule> shadows = List.of(
                building("one", "1/hour").shadow(true).build(),
                building("two", "1/hour").shadow(true).build());
        shadows.forEach(shadow -> take(shadow, 1));
        shadows.forEach(shadow -> take(shadow, 1));
        RateLimitRule enforced = rule("enforced", "1000/hour", StoreFailure.LOCAL);
        backend.silent = true;
        Eventually.isTrue(() -> store.tryConsume(List.of(
                                Charge.of(shadows.get(0), "a", 1),
                                Charge.of(shadows.get(1), "a", 1),
                                Charge.of(enforced, "a", 1)))
                        .allowed()
                && store.state().status() == Status.FALLBACK);
    }

    @Test
    void whatAShadowIsKnownToSayIsForgottenInTime() {
        RemoteStoreSettings settings =
                new RemoteStoreSettings(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200), 1000);
        store.close();
        store = new RemoteRateLimitStore(backend, new MemoryRateLimitStore(1000), settings, List.of());
        assertThat(store.awaitUp(Duration.ofSeconds(10))).isTrue();
        RateLimitRule shadow = building("shadow", "1/hour").shadow(true).build();
        take(shadow, 1);
        take(shadow, 1);
        backend.calls.clear();
        Eventually.isTrue(() -> take(shadow, 1).allowed() && !backend.calls.isEmpty());
    }

    @Test
    void aRefusalThatCameBetweenTakingAndGivingBackIsNotRemembered() {
        RateLimitRule global = rule("global", "1/hour", StoreFailure.LOCAL);
        RateLimitRule ill = rule("ill", "10/hour", StoreFailure.CLOSED);
        backend.failing = "ill";
        backend.beforeGivingBack = () -> assertThat(take(global, 1).allowed()).isFalse();
        assertThat(store.tryConsume(List.of(Charge.of(global, "a", 1), Charge.of(ill, "a", 1)))
                        .allowed())
                .isFalse();
        assertThat(take(global, 1).allowed()).isTrue();
    }

    @Test
    void refusalsFromMemoryAreHandedOnForThePenalty() {
        RateLimitRule rule = building("punished", "1/hour")
                .penalty(Penalty.of("5/minute block 1h"))
                .build();
        take(rule, 1);
        for (int i = 0; i < 6; i++) {
            assertThat(take(rule, 1).allowed()).isFalse();
        }
        assertThat(backend.calls).containsExactly("take 1 after 0", "take 1 after 0", "take 0 after 5");
        assertThat(take(rule, 1).refusal()).isEqualTo(Policy.Kind.PENALTY);
    }

    @Test
    void aChargeWithoutAnAnswerIsDecidedAsItsRuleSays() {
        RateLimitRule local = rule("local", "2/hour", StoreFailure.LOCAL);
        RateLimitRule open = rule("open", "1/hour", StoreFailure.OPEN);
        RateLimitRule closed = rule("closed", "100/hour", StoreFailure.CLOSED);
        backend.silent = true;
        assertThat(take(local, 1).allowed()).isTrue();
        assertThat(take(open, 1).states()).isEmpty();
        RateLimitDecision refused = store.tryConsume(List.of(Charge.of(local, "a", 1), Charge.of(closed, "a", 1)));
        assertThat(refused.refusal()).isEqualTo(Policy.Kind.UNAVAILABLE);
        assertThat(refused.states()).hasSize(2);
        assertThat(List.of(take(local, 1).allowed(), take(local, 1).allowed())).containsExactly(true, false);
    }

    @Test
    void aShadowThatFailsClosedRefusesNobody() {
        RateLimitRule shadow = building("shadow", "1/hour")
                .shadow(true)
                .fallback(StoreFailure.CLOSED)
                .build();
        backend.silent = true;
        assertThat(take(shadow, 1).allowed()).isTrue();
    }

    @Test
    void onlyTheChargeThatFailedIsDecidedWithoutTheStore() {
        RateLimitRule well = rule("well", "10/hour", StoreFailure.LOCAL);
        RateLimitRule ill = rule("ill", "10/hour", StoreFailure.CLOSED);
        backend.failing = "ill";
        RateLimitDecision decision = store.tryConsume(List.of(Charge.of(well, "a", 1), Charge.of(ill, "a", 1)));
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.states().get(0).remaining()).isEqualTo(10);
        assertThat(backend.memory.lookUp(well, "a").get(0).remaining()).isEqualTo(10);
    }

    @Test
    void whatComesTooLateForARefusedRequestIsGivenBack() {
        RateLimitRule slow = rule("slow", "10/hour", StoreFailure.LOCAL);
        RateLimitRule ill = rule("ill", "10/hour", StoreFailure.CLOSED);
        backend.failing = "ill";
        backend.held = "slow";
        assertThat(store.tryConsume(List.of(Charge.of(slow, "a", 1), Charge.of(ill, "a", 1)))
                        .allowed())
                .isFalse();
        assertThat(backend.memory.lookUp(slow, "a").get(0).remaining()).isEqualTo(9);
        backend.release();
        assertThat(backend.memory.lookUp(slow, "a").get(0).remaining()).isEqualTo(10);
    }

    @Test
    void asksNoMoreOnceItIsClearThatTheStoreIsGoneAndAgainWhenItIsBack() {
        RateLimitRule rule = rule("gone", "1000/hour", StoreFailure.LOCAL);
        backend.silent = true;
        Eventually.isTrue(() -> take(rule, 1).allowed() && store.state().status() == Status.FALLBACK);
        assertThat(store.state().reason()).isEqualTo("no answer in time");
        backend.calls.clear();
        for (int i = 0; i < 100; i++) {
            take(rule, 1);
            store.refund(List.of(Charge.of(rule, "a", 1)), RateLimitDecision.UNLIMITED);
            store.settle(Taken.by(Charge.of(rule, "a", 1)), 2);
        }
        assertThat(backend.calls).noneMatch(call -> call.contains("gone"));
        assertThat(store.blocked(5)).isEmpty();
        assertThat(store.lookUp(rule, "a")).hasSize(1);

        backend.silent = false;
        Eventually.isTrue(() -> store.state().isUp());
    }

    @Test
    void failuresOfOneMachineOfSeveralTakeNothingFromTheOthers() {
        RateLimitRule ill = rule("ill", "1000/hour", StoreFailure.OPEN);
        RateLimitRule well = rule("well", "1000/hour", StoreFailure.LOCAL);
        backend.spread = true;
        backend.failing = "ill";
        for (int i = 0; i < 100; i++) {
            take(ill, 1);
        }
        take(well, 1);
        assertThat(backend.memory.lookUp(well, "a").get(0).remaining()).isEqualTo(999);
        assertThat(store.state().isUp()).isTrue();

        backend.silent = true;
        Eventually.isTrue(() -> take(well, 1).allowed() && store.state().status() == Status.FALLBACK);
        backend.silent = false;
        Eventually.isTrue(() -> store.state().isUp());
    }

    @Test
    void aListenerThatThrowsKeepsNobodyFromTheStoreNorOtherListenersFromHearing() {
        List<Status> heard = new CopyOnWriteArrayList<>();
        store.close();
        store = new RemoteRateLimitStore(
                backend, new MemoryRateLimitStore(1000), SETTINGS, List.of(new Throwing(), new Noting(heard)));
        RateLimitRule rule = rule("heard", "1000/hour", StoreFailure.LOCAL);
        try (CapturedLog log = CapturedLog.of(RemoteRateLimitStore.class.getName())) {
            assertThat(store.awaitUp(Duration.ofSeconds(10))).isTrue();
            backend.silent = true;
            Eventually.isTrue(() -> take(rule, 1).allowed() && store.state().status() == Status.FALLBACK);
            backend.silent = false;
            Eventually.holds(() -> assertThat(heard).containsExactly(Status.UP, Status.FALLBACK, Status.UP));
            assertThat(store.state().isUp()).isTrue();
            assertThat(log.messages())
                    .anyMatch(line -> line.contains("does not serve rate limits"))
                    .anyMatch(line -> line.contains("Throwing"));
        }
    }

    @Test
    void aProbeThatThrowsIsOneThatFailed() {
        RateLimitRule rule = rule("probed", "1000/hour", StoreFailure.LOCAL);
        backend.silent = true;
        Eventually.isTrue(() -> take(rule, 1).allowed() && store.state().status() == Status.FALLBACK);
        backend.thrownByNextProbe = new OutOfMemoryError("This is a test.");
        Eventually.isTrue(() -> backend.thrownByNextProbe == null);
        backend.silent = false;
        Eventually.isTrue(() -> store.state().isUp());
    }

    @Test
    void saysThatASettlementFailed() {
        Taken taken = Taken.by(Charge.of(rule("settled", "10/hour", StoreFailure.LOCAL), "a", 1));
        backend.failing = "settled";
        assertThat(store.settle(taken, 4)).failsWithin(Duration.ofSeconds(10));
        backend.failing = "";
        assertThat(store.settle(taken, 4)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void saysThatASettlementFailedWhileNobodyCounts() {
        RateLimitRule local = rule("counted", "1000/hour", StoreFailure.LOCAL);
        RateLimitRule open = rule("uncounted", "1000/hour", StoreFailure.OPEN);
        beginOutage();
        Charge counted = Charge.of(local, "a", 1);
        Taken taken = Taken.by(counted, store.tryConsume(counted));
        assertThat(store.settle(taken, 4)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(store.settle(Taken.by(Charge.of(open, "a", 1)), 4)).failsWithin(Duration.ofSeconds(10));
    }

    private void beginOutage() {
        backend.silent = true;
        RateLimitRule others = rule("others", "1000000/hour", StoreFailure.LOCAL);
        Eventually.isTrue(() -> take(others, 1).allowed() && store.state().status() == Status.FALLBACK);
    }

    private void endOutage() {
        backend.silent = false;
        Eventually.isTrue(() -> store.state().isUp());
    }

    private long leftInStore(RateLimitRule rule) {
        return backend.memory.lookUp(rule, "a").get(0).remaining();
    }

    private long leftHere(RateLimitRule rule) {
        return here.lookUp(rule, "a").get(0).remaining();
    }

    @Test
    void whatWasCountedHereInAnOutageIsChangedHereAfterIt() {
        RateLimitRule rule = rule("reserved", "100/hour", StoreFailure.LOCAL);
        take(rule, 90);
        beginOutage();
        Charge settled = Charge.of(rule, "a", 40);
        Taken taken = Taken.by(settled, store.tryConsume(settled));
        Charge refunded = Charge.of(rule, "a", 50);
        RateLimitDecision decision = store.tryConsume(refunded);
        assertThat(leftHere(rule)).isEqualTo(10);
        endOutage();

        taken = store.settle(taken, 5).join();
        store.settle(taken, 7).join();
        store.refund(List.of(refunded), decision);
        assertThat(leftInStore(rule)).isEqualTo(10);
        assertThat(leftHere(rule)).isEqualTo(93);
    }

    @Test
    void whatTheStoreTookStaysTakenUntilItAnswersAgain() {
        RateLimitRule rule = rule("taken", "100/hour", StoreFailure.LOCAL);
        Charge charge = Charge.of(rule, "a", 10);
        RateLimitDecision decision = store.tryConsume(charge);
        beginOutage();

        Taken taken = Taken.by(charge, decision);
        assertThat(store.settle(taken, 60)).failsWithin(Duration.ofSeconds(10));
        store.refund(List.of(charge), decision);
        assertThat(leftHere(rule)).isEqualTo(100);
        endOutage();
        assertThat(leftInStore(rule)).isEqualTo(90);
        assertThat(store.settle(taken, 60)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(leftInStore(rule)).isEqualTo(40);
    }

    @Test
    void whatEachPlaceTookForOneRequestIsGivenBackThere() {
        RateLimitRule well = rule("well", "10/hour", StoreFailure.LOCAL);
        RateLimitRule ill = rule("ill", "10/hour", StoreFailure.LOCAL);
        backend.failing = "ill";
        List<Charge> charges = List.of(Charge.of(well, "a", 1), Charge.of(ill, "a", 1));
        RateLimitDecision decision = RateLimitDecision.UNLIMITED
                .and(store.tryConsume(charges))
                .and(store.tryConsume(Charge.of(rule("later", "10/hour", StoreFailure.LOCAL), "a", 1)));
        assertThat(List.of(leftInStore(well), leftHere(ill))).containsExactly(9L, 9L);
        backend.failing = "";
        backend.calls.clear();

        store.refund(charges, decision);
        assertThat(List.of(leftInStore(well), leftHere(ill))).containsExactly(10L, 10L);
        assertThat(backend.calls).containsExactly("give back to well");
    }

    @Test
    void whatTheStoreRefusedTooLateIsNotGivenBackThere() {
        RateLimitRule rule = rule("late", "5/hour", StoreFailure.LOCAL);
        take(rule, 5);
        Charge charge = Charge.of(rule, "a", 1);
        backend.held = "late";
        RateLimitDecision decision = store.tryConsume(charge);
        assertThat(decision.allowed()).isTrue();
        backend.release();
        store.refund(List.of(charge), decision);
        assertThat(leftInStore(rule)).isZero();
        assertThat(leftHere(rule)).isEqualTo(5);
    }

    @Test
    void whatTheStoreTookTooLateCountsThereInstead() {
        RateLimitRule rule = rule("late", "10/hour", StoreFailure.LOCAL);
        Charge charge = Charge.of(rule, "a", 4);
        backend.held = "late";
        RateLimitDecision decision = store.tryConsume(charge);
        assertThat(leftHere(rule)).isEqualTo(6);
        backend.release();
        assertThat(leftHere(rule)).isEqualTo(10);
        store.settle(Taken.by(charge, decision), 1).join();
        assertThat(leftInStore(rule)).isEqualTo(9);
    }

    @Test
    void whatPassedUncountedIsGivenBackWhenTheStoreTookItTooLate() {
        RateLimitRule rule = rule("late", "10/hour", StoreFailure.OPEN);
        backend.held = "late";
        assertThat(store.tryConsume(Charge.of(rule, "a", 4)).allowed()).isTrue();
        assertThat(leftInStore(rule)).isEqualTo(6);
        backend.release();
        assertThat(leftInStore(rule)).isEqualTo(10);
    }

    @Test
    void whatTheStoreTookAfterItWasChangedHereIsGivenBackThere() {
        RateLimitRule rule = rule("late", "10/hour", StoreFailure.LOCAL);
        Charge charge = Charge.of(rule, "a", 4);
        backend.held = "late";
        RateLimitDecision decision = store.tryConsume(charge);
        Taken taken = store.settle(Taken.by(charge, decision), 1).join();
        assertThat(leftInStore(rule)).isEqualTo(6);
        backend.release();
        store.settle(taken, 2).join();
        assertThat(List.of(leftInStore(rule), leftHere(rule))).containsExactly(10L, 8L);
    }

    @Test
    void aSettlementThatFailedIsLoggedAndMadeWhenItIsSaidAgain() {
        RateLimitRule rule = rule("again", "10/hour", StoreFailure.LOCAL);
        take(rule, 1);
        RateLimiter limiter = new RateLimiter(store, List.of());
        backend.failing = "again";
        Taken taken;
        try (CapturedLog log = CapturedLog.of(RateLimiter.class.getName())) {
            taken = limiter.settle(Taken.by(Charge.of(rule, "a", 1)), 4).join();
            assertThat(log.messages()).singleElement().asString().contains("'again'");
        }
        backend.failing = "";
        limiter.settle(taken, 4).join();
        assertThat(backend.memory.lookUp(rule, "a").get(0).remaining()).isEqualTo(6);
    }

    @Test
    void anInterruptedRequestIsDecidedAndStaysInterrupted() {
        RateLimitRule rule = rule("interrupted", "10/hour", StoreFailure.LOCAL);
        backend.silent = true;
        Thread.currentThread().interrupt();
        assertThat(take(rule, 1).allowed()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.state().isUp()).isTrue();
    }

    @Test
    void operatorsAreToldWhenAResetDidNotReachTheStore() {
        RateLimitRule rule = rule("operated", "10/hour", StoreFailure.LOCAL);
        backend.failing = "operated";
        assertThatThrownBy(() -> store.reset(new BucketKey(rule.id(), "a")))
                .hasMessageContaining("in this instance only");
        assertThat(store.lookUp(rule, "a").get(0).remaining()).isEqualTo(10);
        Thread.currentThread().interrupt();
        backend.silent = true;
        assertThat(store.blocked(1)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,1000,1000,1", "10001,1000,1000,1", "50,99,1000,1", "50,1000,10001,1", "50,1000,-1,1", "50,1000,0,0"})
    void settingsOutOfRangeAreRefused(long budget, long probe, long memory, int keys) {
        assertThatThrownBy(() -> new RemoteStoreSettings(
                        Duration.ofMillis(budget), Duration.ofMillis(probe), Duration.ofMillis(memory), keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Use ");
    }

    @Test
    void namesOfBucketsNeverMeetAndCanBeReadBack() {
        for (String rule : List.of("plain", "a:b", "a%3Ab", "{x}", "@login")) {
            BucketKey key = new BucketKey(rule, "2001:db8::/64");
            assertThat(BucketNames.parse(BucketNames.of(key))).isEqualTo(key);
        }
        String hashed = BucketNames.of(new BucketKey("r", "x".repeat(200)));
        assertThat(hashed).hasSize(2 + 7 + 64);
        assertThat(BucketNames.of(new BucketKey("r", hashed.substring(2)))).isNotEqualTo(hashed);
        assertThat(BucketNames.parse("none")).isNull();
    }

    private static final class Throwing implements RemoteStoreListener {

        @Override
        public void onStateChange(RemoteStoreState state) {
            throw new IllegalStateException("The mail server is down.");
        }
    }

    private record Noting(List<Status> heard) implements RemoteStoreListener {

        @Override
        public void onStateChange(RemoteStoreState state) {
            heard.add(state.status());
        }
    }

    /** A store in memory behind a network that a test can spoil. */
    private static final class Backend implements RemoteBuckets {

        final MemoryRateLimitStore memory = new MemoryRateLimitStore(1000);
        final List<String> calls = new CopyOnWriteArrayList<>();
        final List<Runnable> waiting = new ArrayList<>();
        volatile boolean silent;
        volatile boolean spread;
        volatile @Nullable Error thrownByNextProbe;
        volatile String failing = "";
        volatile String held = "";
        volatile Runnable beforeGivingBack = () -> {};

        void release() {
            held = "";
            waiting.forEach(Runnable::run);
        }

        private <T> CompletableFuture<T> answer(String rule, Supplier<T> work) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            if (rule.equals(failing)) {
                answer.completeExceptionally(new IllegalStateException("The disk is full."));
            } else if (!silent) {
                T result = work.get();
                if (rule.equals(held)) {
                    waiting.add(() -> answer.complete(result));
                } else {
                    answer.complete(result);
                }
            }
            return answer;
        }

        @Override
        public String name() {
            return "The back end";
        }

        @Override
        public boolean isSpread() {
            return spread;
        }

        @Override
        public CompletableFuture<RateLimitDecision> take(Charge charge, int earlierRefusals) {
            boolean probe = charge.rule().name().equals("probe");
            Error thrown = thrownByNextProbe;
            if (probe && thrown != null) {
                thrownByNextProbe = null;
                throw thrown;
            }
            if (!probe) {
                calls.add("take " + charge.cost() + " after " + earlierRefusals);
            }
            return answer(charge.rule().name(), () -> {
                for (int i = 0; i < earlierRefusals; i++) {
                    memory.tryConsume(charge.withCost(1));
                }
                return charge.cost() == 0
                        ? RateLimitDecision.of(
                                memory.lookUp(charge.rule(), charge.key().subject()))
                        : memory.tryConsume(charge);
            });
        }

        @Override
        public CompletableFuture<?> giveBack(Charge charge) {
            calls.add("give back to " + charge.rule().name());
            Runnable first = beforeGivingBack;
            beforeGivingBack = () -> {};
            first.run();
            return answer(charge.rule().name(), () -> {
                memory.refund(List.of(charge));
                return true;
            });
        }

        @Override
        public CompletableFuture<Taken> settle(Taken taken, int cost) {
            String rule = taken.charge().rule().name();
            calls.add("settle " + rule);
            return answer(rule, () -> memory.settle(taken, cost).join());
        }

        @Override
        public CompletableFuture<List<PolicyState>> lookUp(RateLimitRule rule, Object subject) {
            return answer(rule.name(), () -> memory.lookUp(rule, subject));
        }

        @Override
        public CompletableFuture<?> reset(BucketKey key) {
            return answer(key.rule(), () -> {
                memory.reset(key);
                return true;
            });
        }

        @Override
        public CompletableFuture<List<BlockedKey>> blocked(int atMost) {
            return answer("blocked", () -> memory.blocked(atMost));
        }
    }
}
