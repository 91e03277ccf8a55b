package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What operators change while requests are on their way. */
class MemoryStoreRaceTests {

    private static final int CHANGES = 20_000;

    private final MemoryRateLimitStore store = new MemoryRateLimitStore(1000);
    private final RateLimitRule rule = RateLimitRule.of("hot", KeyResolver.global(), Limit.of("1000000/366d"))
            .build();

    @Test
    void requestsAndResetsOfAKeyNeverWaitForEachOther() throws Exception {
        whileRequestsCome(change -> store.reset(new BucketKey(rule.id(), "a")));
    }

    @Test
    void requestsAndChangesOfALimitNeverWaitForEachOther() throws Exception {
        List<RateLimitRule> both = List.of(
                rule,
                RateLimitRule.of("hot", KeyResolver.global(), Limit.of("2000000/366d"))
                        .build());
        whileRequestsCome(change -> store.tryConsume(Charge.of(both.get(change % 2), "a", 1)));
    }

    private void whileRequestsCome(IntConsumer change) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                while (!over.get()) {
                    store.tryConsume(Charge.of(rule, "a", 1));
                }
            }));
        }
        threads.add(new Thread(() -> {
            for (int i = 0; i < CHANGES; i++) {
                change.accept(i);
            }
            over.set(true);
        }));
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(100);
                assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads())
                        .as("threads in a deadlock")
                        .isNull();
            }
        }
    }
}
