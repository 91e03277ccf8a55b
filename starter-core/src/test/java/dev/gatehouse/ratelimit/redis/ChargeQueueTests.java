package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ratelimit.Eventually;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargeQueueTests {

    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 1_000_000 : 5_000;

    private final List<List<Integer>> sent = new ArrayList<>();
    private final Deque<CompletableFuture<List<String>>> answers = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final ChargeQueue<Integer, String> queue = recording(1);

    private ChargeQueue<Integer, String> recording(int lanes) {
        return new ChargeQueue<>(
                charges -> {
                    sent.add(charges);
                    answers.add(new CompletableFuture<>());
                    return answers.getLast();
                },
                lanes,
                later::add,
                Runnable::run);
    }

    private List<CompletableFuture<String>> add(int from, int to) {
        return IntStream.range(from, to).mapToObj(queue::add).toList();
    }

    /** Answers the command that has waited longest. */
    private void answer() {
        List<Integer> charges = sent.get(sent.size() - answers.size());
        answers.remove()
                .complete(charges.stream().map(charge -> "answer to " + charge).toList());
    }

    private void answerLast() {
        List<Integer> charges = sent.get(sent.size() - 1);
        answers.removeLast()
                .complete(charges.stream().map(charge -> "answer to " + charge).toList());
    }

    private void timePasses() {
        later.remove().run();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void sendsAtOnceWhileNothingIsOnItsWay() {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<String> asked = queue.add(i);
            assertThat(sent).hasSize(i + 1).last().isEqualTo(List.of(i));
            answer();
            assertThat(asked).isCompletedWithValue("answer to " + i);
        }
        assertThat(later).isEmpty();
    }

    @Test
    void sendsTogetherAndInOrderWhatCameMeanwhile() {
        List<CompletableFuture<String>> asked = add(0, 5);
        assertThat(sent).containsExactly(List.of(0));
        answer();
        assertThat(sent).containsExactly(List.of(0), List.of(1, 2, 3, 4));
        assertThat(asked.get(0)).isCompleted();
        assertThat(asked.get(1)).isNotDone();
        answer();
        assertThat(asked).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(asked.get(3)).isCompletedWithValue("answer to 3");
    }

    @Test
    void whoAsksAgainAtOnceSharesTheNextCommand() {
        queue.add(0).thenAccept(answer -> queue.add(2));
        queue.add(1);
        answer();
        assertThat(sent).containsExactly(List.of(0), List.of(1, 2));
    }

    @Test
    void putsNoMoreIntoACommandThanItHolds() {
        List<CompletableFuture<String>> asked = add(0, 2 * ChargeQueue.MOST + 2);
        answer();
        answer();
        answer();
        assertThat(sent)
                .containsExactly(
                        List.of(0),
                        numbers(1, ChargeQueue.MOST + 1),
                        numbers(ChargeQueue.MOST + 1, 2 * ChargeQueue.MOST + 1),
                        List.of(2 * ChargeQueue.MOST + 1));
        answer();
        assertThat(asked).allSatisfy(each -> assertThat(each).isCompleted());
    }

    @Test
    void sendsTogetherWhatBelongsTogether() {
        List<CompletableFuture<String>> asked = queue.addAll(List.of(1, 2, 3));
        assertThat(sent).containsExactly(List.of(1, 2, 3));
        answer();
        assertThat(asked.get(2)).isCompletedWithValue("answer to 3");
        assertThat(queue.addAll(List.of())).isEmpty();
    }

    @Test
    void aCommandThatFailsFailsItsChargesAndNoOthers() {
        List<CompletableFuture<String>> asked = add(0, 3);
        answer();
        CompletableFuture<String> next = queue.add(3);
        answers.remove().completeExceptionally(new IllegalStateException("The server is full."));
        for (CompletableFuture<String> failed : asked.subList(1, 3)) {
            assertThatThrownBy(failed::join).hasRootCauseMessage("The server is full.");
        }
        answer();
        assertThat(next).isCompletedWithValue("answer to 3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommandThatCannotBeSentFailsItsCharges(boolean thrown) {
        ChargeQueue<Integer, String> broken = new ChargeQueue<>(
                charges -> {
                    IllegalStateException failure = new IllegalStateException("Not connected.");
                    if (thrown) {
                        throw failure;
                    }
                    return CompletableFuture.failedFuture(failure);
                },
                2,
                later::add,
                Runnable::run);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(broken.add(i)::join).hasRootCauseMessage("Not connected.");
        }
        assertThat(broken.addAll(numbers(0, 1000))).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void anAnswerThatIsNoneOfTheseChargesIsAFailure() {
        CompletableFuture<String> asked = queue.add(0);
        answers.remove().complete(List.of());
        assertThatThrownBy(asked::join).hasRootCauseMessage("0 answers to 1 charges.");
    }

    @Test
    void doesNotWaitForAnAnswerThatIsLate() {
        List<CompletableFuture<String>> asked = add(0, ChargeQueue.MOST + 3);
        timePasses();
        assertThat(sent)
                .containsExactly(
                        List.of(0),
                        numbers(1, ChargeQueue.MOST + 1),
                        numbers(ChargeQueue.MOST + 1, ChargeQueue.MOST + 3));
        CompletableFuture<String> meanwhile = queue.add(100);
        assertThat(sent).hasSize(3);
        answer();
        assertThat(asked.get(0)).isCompletedWithValue("answer to 0");
        assertThat(sent).hasSize(3);
        answer();
        answer();
        assertThat(asked).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(sent).last().isEqualTo(List.of(100));
        answer();
        assertThat(meanwhile).isCompleted();
    }

    @Test
    void goesOnWatchingWhileSomethingWaits() {
        add(0, 2);
        answer();
        queue.add(2);
        timePasses();
        assertThat(sent).hasSize(2);
        timePasses();
        assertThat(sent).containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(later).isEmpty();
    }

    @Test
    void aServerThatNeverAnswersKeepsNothingWaiting() {
        for (int i = 0; i < 1000; i++) {
            queue.add(i);
            if (!later.isEmpty()) {
                timePasses();
            }
            assertThat(sent.stream().mapToInt(List::size).sum()).isEqualTo(i + 1);
        }
    }

    @Test
    void theServerWorksOnOneCommandWhileTheAnswerToAnotherIsHandedOut() {
        ChargeQueue<Integer, String> twoLanes = recording(2);
        List<CompletableFuture<String>> asked =
                IntStream.range(0, 5).mapToObj(twoLanes::add).toList();
        assertThat(sent).containsExactly(List.of(0), List.of(1));
        answerLast();
        assertThat(asked.get(1)).isCompletedWithValue("answer to 1");
        assertThat(sent).containsExactly(List.of(0), List.of(1), List.of(2, 3, 4));
        CompletableFuture<String> late = twoLanes.add(5);
        timePasses();
        assertThat(sent).hasSize(4).last().isEqualTo(List.of(5));
        answerLast();
        assertThat(late).isCompletedWithValue("answer to 5");
        assertThat(asked.get(0)).isNotDone();
    }

    /** Nobody comes to the aid of what is forgotten here: time does not pass. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 8", "2, 1", "2, 8"})
    void losesNothingWhenAnswersComeWhileOthersAsk(int lanes, int servers) throws Exception {
        int clients = 8;
        ExecutorService server = Executors.newFixedThreadPool(servers);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        AtomicInteger onTheirWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger commands = new AtomicInteger();
        AtomicIntegerArray last = new AtomicIntegerArray(clients);
        Queue<int[]> outOfOrder = new ConcurrentLinkedQueue<>();
        ChargeQueue<int[], Integer> hammered = new ChargeQueue<>(
                charges -> {
                    commands.incrementAndGet();
                    most.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
                    for (int[] charge : charges) {
                        if (!last.compareAndSet(charge[0], charge[1] - 1, charge[1])) {
                            outOfOrder.add(charge);
                        }
                    }
                    return CompletableFuture.supplyAsync(
                            () -> {
                                onTheirWay.decrementAndGet();
                                return charges.stream()
                                        .map(charge -> charge[0] * ROUNDS + charge[1])
                                        .toList();
                            },
                            server);
                },
                lanes,
                never -> {},
                Runnable::run);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                all.add(threads.submit(() -> {
                    for (int round = 1; round <= ROUNDS; round++) {
                        int answer = hammered.add(new int[] {client, round}).get();
                        assertThat(answer).isEqualTo(client * ROUNDS + round);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(5, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
            server.shutdownNow();
        }
        assertThat(outOfOrder).isEmpty();
        assertThat(most.get()).isLessThanOrEqualTo(lanes);
        assertThat(commands.get()).isLessThan(clients * ROUNDS);
    }

    @Test
    void handsOnByItselfWhatWaitsForASilentServer() {
        List<List<Integer>> swallowed = Collections.synchronizedList(new ArrayList<>());
        ChargeQueue<Integer, String> real = new ChargeQueue<>(charges -> {
            swallowed.add(charges);
            return new CompletableFuture<>();
        });
        for (int i = 0; i <= ChargeQueue.LANES; i++) {
            real.add(i);
        }
        Eventually.holds(() -> assertThat(swallowed).hasSize(ChargeQueue.LANES + 1));
        assertThat(swallowed).contains(List.of(ChargeQueue.LANES));
    }
}
