package dev.gatehouse.ratelimit.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets charges that come at once share a command. With fewer than {@value #LANES} commands on their way a charge is sent
 * at once, so that the server works on one while the answer to another is handed out; what comes meanwhile waits for an
 * answer and then goes together, in order, {@value #MOST} to a command. An answer that takes longer than
 * {@value #PATIENCE_MILLIS} ms is not waited for: what waits is sent behind it, so a server that is far, slow or silent
 * costs nobody more than that. So the queue holds what comes within a few milliseconds and no more. A command that fails
 * fails its charges and no others. Lock-free, thread-safe.
 *
 * @param <C> a charge
 * @param <A> the answer to a charge
 */
final class ChargeQueue<C, A> {

    static final int LANES = 2;
    static final int MOST = 64;
    static final long PATIENCE_MILLIS = 5;

    private final Function<List<C>, CompletableFuture<List<A>>> command;
    private final Executor later;
    private final Executor sender;
    private final Queue<Waiting<C, A>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReferenceArray<@Nullable Batch> onTheirWay;
    private final AtomicBoolean watched = new AtomicBoolean();

    /**
     * Creates an empty queue.
     *
     * @param command sends charges, 1 to {@value #MOST}, and gives as many answers in their order
     */
    ChargeQueue(Function<List<C>, CompletableFuture<List<A>>> command) {
        this(
                command,
                LANES,
                CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run),
                new CompletableFuture<A>().defaultExecutor());
    }

    /** What {@code later} runs takes no time: the whole process may share one thread for that. */
    ChargeQueue(Function<List<C>, CompletableFuture<List<A>>> command, int lanes, Executor later, Executor sender) {
        this.command = command;
        this.onTheirWay = new AtomicReferenceArray<>(lanes);
        this.later = later;
        this.sender = sender;
    }

    /** Sends a charge, now or with the next ones. */
    CompletableFuture<A> add(C charge) {
        Waiting<C, A> one = new Waiting<>(charge);
        waiting.add(one);
        sendUnlessBusy();
        return one;
    }

    /** Sends charges that belong together, so that the second does not wait for the answer to the first. */
    List<CompletableFuture<A>> addAll(List<C> charges) {
        List<Waiting<C, A>> all = new ArrayList<>(charges.size());
        for (C charge : charges) {
            all.add(new Waiting<>(charge));
        }
        waiting.addAll(all);
        sendUnlessBusy();
        return List.copyOf(all);
    }

    /** Whoever adds looks whether a lane is free, whoever lands whether something waits: one of them sends. */
    private void sendUnlessBusy() {
        while (!waiting.isEmpty()) {
            int lane = freeLane();
            if (lane < 0) {
                watch();
                return;
            }
            sendBehind(null, new Batch(lane));
        }
    }

    private int freeLane() {
        for (int lane = 0; lane < onTheirWay.length(); lane++) {
            if (onTheirWay.get(lane) == null) {
                return lane;
            }
        }
        return -1;
    }

    /** Sends the next batch if the one before it is still what it is; else somebody else has sent, or will. */
    private boolean sendBehind(@Nullable Batch before, Batch next) {
        if (!onTheirWay.compareAndSet(next.lane, before, next)) {
            return false;
        }
        if (!next.fill() || next.send()) {
            next.makeWay();
        }
        return true;
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            List<@Nullable Batch> before = new ArrayList<>(onTheirWay.length());
            for (int lane = 0; lane < onTheirWay.length(); lane++) {
                before.add(onTheirWay.get(lane));
            }
            later.execute(() -> lookAgain(before));
        }
    }

    private void lookAgain(List<@Nullable Batch> before) {
        watched.set(false);
        if (waiting.isEmpty()) {
            return;
        }
        List<Batch> slow = new ArrayList<>(before.size());
        for (Batch batch : before) {
            if (batch != null && onTheirWay.get(batch.lane) == batch) {
                slow.add(batch);
            }
        }
        if (slow.isEmpty()) {
            watch();
        } else {
            sender.execute(() -> {
                slow.forEach(this::sendBehindSlow);
                sendUnlessBusy();
            });
        }
    }

    private void sendBehindSlow(Batch slow) {
        @Nullable Batch last = slow;
        while (last != null && !waiting.isEmpty()) {
            Batch next = new Batch(last.lane);
            last = sendBehind(last, next) ? next : null;
        }
    }

    /** A charge that waits for its answer. */
    private static final class Waiting<C, A> extends CompletableFuture<A> {

        final C charge;

        Waiting(C charge) {
            this.charge = charge;
        }
    }

    /** The charges of one command. */
    private final class Batch {

        private final int lane;
        private final List<Waiting<C, A>> members = new ArrayList<>();

        Batch(int lane) {
            this.lane = lane;
        }

        /** Tells whether anything waited. */
        boolean fill() {
            Waiting<C, A> next;
            while (members.size() < MOST && (next = waiting.poll()) != null) {
                members.add(next);
            }
            return !members.isEmpty();
        }

        /** Tells whether the answer was there at once. */
        boolean send() {
            CompletableFuture<List<A>> answer;
            try {
                answer = command.apply(charges());
            } catch (RuntimeException e) {
                answer = CompletableFuture.failedFuture(e);
            }
            if (answer.isDone()) {
                answer.whenComplete(this::handOut);
                return true;
            }
            answer.whenComplete(this::land);
            return false;
        }

        private List<C> charges() {
            List<C> charges = new ArrayList<>(members.size());
            for (Waiting<C, A> member : members) {
                charges.add(member.charge);
            }
            return charges;
        }

        /** Who is woken first may ask again before the next command goes, and then shares it. */
        private void land(@Nullable List<A> answers, @Nullable Throwable failure) {
            handOut(answers, failure);
            makeWay();
            sendUnlessBusy();
        }

        void makeWay() {
            onTheirWay.compareAndSet(lane, this, null);
        }

        private void handOut(@Nullable List<A> answers, @Nullable Throwable failure) {
            int count = answers == null ? 0 : answers.size();
            if (answers == null || count != members.size()) {
                fail(
                        failure != null
                                ? failure
                                : new IllegalStateException(count + " answers to " + members.size() + " charges."));
                return;
            }
            for (int i = 0; i < count; i++) {
                members.get(i).complete(answers.get(i));
            }
        }

        private void fail(Throwable failure) {
            for (Waiting<C, A> member : members) {
                member.completeExceptionally(failure);
            }
        }
    }
}
