package dev.gatehouse.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.net.IpAddress;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * The decision without any request: ours, Bucket4j in the map that ours uses (Caffeine), and a bare number in that map,
 * which is as little as a token bucket can cost there.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xmx2g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class DecisionBenchmark {

    private static final long TOKENS = 1_000_000_000;
    private static final long NANOS_PER_TOKEN = 60;
    private static final String LIMIT = "1000000000/minute";

    /** The buckets, shared by all threads. */
    @State(Scope.Benchmark)
    public static class Buckets {

        /** How many keys there are. */
        @Param({"1", "100000"})
        public int keys;

        private IpAddress[] addresses = {};
        private final RateLimitRule rule =
                RateLimitRule.of("one", KeyResolver.global(), Limit.of(LIMIT)).build();
        private final RateLimitRule exhausted = RateLimitRule.of("none", KeyResolver.global(), Limit.of("1/366d"))
                .build();
        private final RateLimitRule several = RateLimitRule.of(
                        "several", KeyResolver.global(), Limit.of("1000000000/minute,1000000000/hour"))
                .build();
        private final RateLimiter limiter = new RateLimiter(new MemoryRateLimitStore(4 * Clients.MANY), List.of());
        private final Cache<IpAddress, Bucket> bucket4j = cache();
        private final Cache<IpAddress, AtomicLong> numbers = cache();

        private static <V> Cache<IpAddress, V> cache() {
            return Caffeine.newBuilder().maximumSize(4L * Clients.MANY).build();
        }

        /** Fills the maps. */
        @Setup
        public void fill() {
            addresses = new IpAddress[keys];
            String[] texts = new Clients(keys, 0).all();
            for (int i = 0; i < keys; i++) {
                IpAddress address = IpAddress.of(texts[i]);
                addresses[i] = address;
                limiter.decide(Charge.of(rule, address, 1));
                limiter.decide(Charge.of(exhausted, address, 1));
                limiter.decide(Charge.of(several, address, 1));
                numbers.put(address, new AtomicLong());
                bucket4j.put(
                        address,
                        Bucket.builder()
                                .addLimit(limit -> limit.capacity(TOKENS).refillGreedy(TOKENS, Duration.ofMinutes(1)))
                                .withNanosecondPrecision()
                                .build());
            }
        }
    }

    /** The order in which one thread asks. */
    @State(Scope.Thread)
    public static class Order {

        private long random;

        /**
         * Starts somewhere else in each thread.
         *
         * @param thread this thread
         */
        @Setup
        public void seed(ThreadParams thread) {
            random = thread.getThreadIndex() * 2L + 1;
        }

        private IpAddress next(IpAddress[] addresses) {
            if (addresses.length == 1) {
                return addresses[0];
            }
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            return addresses[(int) ((random >>> 32) * addresses.length >>> 32)];
        }
    }

    /**
     * Takes a token from a limit of one bandwidth.
     *
     * @param buckets all
     * @param order this thread's
     * @return the decision
     */
    @Benchmark
    public RateLimitDecision gatehouse(Buckets buckets, Order order) {
        return buckets.limiter.decide(Charge.of(buckets.rule, order.next(buckets.addresses), 1));
    }

    /**
     * Is refused by a limit of one bandwidth.
     *
     * @param buckets all
     * @param order this thread's
     * @return the decision
     */
    @Benchmark
    public RateLimitDecision gatehouseRefused(Buckets buckets, Order order) {
        return buckets.limiter.decide(Charge.of(buckets.exhausted, order.next(buckets.addresses), 1));
    }

    /**
     * Takes a token from a limit of two bandwidths.
     *
     * @param buckets all
     * @param order this thread's
     * @return the decision
     */
    @Benchmark
    public RateLimitDecision gatehouseTwoBandwidths(Buckets buckets, Order order) {
        return buckets.limiter.decide(Charge.of(buckets.several, order.next(buckets.addresses), 1));
    }

    /**
     * Takes a token as Bucket4j does, and learns what headers need to know.
     *
     * @param buckets all
     * @param order this thread's
     * @return the decision
     */
    @Benchmark
    public ConsumptionProbe bucket4j(Buckets buckets, Order order) {
        Bucket bucket = buckets.bucket4j.getIfPresent(order.next(buckets.addresses));
        if (bucket == null) {
            throw new IllegalStateException("The bucket is gone.");
        }
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    /**
     * Takes a token from a number.
     *
     * @param buckets all
     * @param order this thread's
     * @return whether it was there
     */
    @Benchmark
    public boolean bareNumber(Buckets buckets, Order order) {
        AtomicLong number = buckets.numbers.getIfPresent(order.next(buckets.addresses));
        if (number == null) {
            throw new IllegalStateException("The number is gone.");
        }
        long now = System.nanoTime();
        while (true) {
            long full = number.get();
            long next = Math.max(full, now) + NANOS_PER_TOKEN;
            if (next - now > TOKENS * NANOS_PER_TOKEN) {
                return false;
            }
            if (number.compareAndSet(full, next)) {
                return true;
            }
        }
    }
}
