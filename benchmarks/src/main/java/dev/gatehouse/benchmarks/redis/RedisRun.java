package dev.gatehouse.benchmarks.redis;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimiter;
import dev.gatehouse.ratelimit.StoreFailure;
import dev.gatehouse.ratelimit.redis.RedisBuckets;
import dev.gatehouse.ratelimit.redis.RedisConnections;
import dev.gatehouse.ratelimit.redis.RedisSettings;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Decisions per second through a real Redis on this machine: a PING, one script as small as a limit can be, Bucket4j's
 * compare-and-swap, and the store of Gatehouse, in turn. A decision that is not one of Redis ends the run.
 */
public final class RedisRun {

    private static final String LIMIT = "1000000000/minute";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String SMALLEST = """
            local t = redis.call('TIME')
            local now = t[1] * 1000000 + t[2]
            local full = tonumber(redis.call('GET', KEYS[1]) or now)
            if full < now then full = now end
            local next = full + tonumber(ARGV[1])
            if next - now > tonumber(ARGV[2]) then return {0, 0, next - now} end
            redis.call('SET', KEYS[1], next, 'PX', 60000)
            return {1, 0, 0}
            """;

    private final PrintStream out;
    private final long millis;
    private final int rounds;

    RedisRun(PrintStream out, long millis, int rounds) {
        this.out = out;
        this.millis = millis;
        this.rounds = rounds;
    }

    /**
     * Starts Redis and measures.
     *
     * @param args {@code --seconds=<number>} of each measurement, 4 unless said, and {@code --rounds=<number>}, 3 unless
     *     said
     * @throws IOException if Redis does not start
     * @throws InterruptedException if the run is stopped
     */
    public static void main(String... args) throws IOException, InterruptedException {
        new RedisRun(System.out, option(args, "seconds", 4) * 1000, (int) option(args, "rounds", 3)).run();
        System.exit(0);
    }

    void run() throws IOException, InterruptedException {
        try (LocalRedis redis = LocalRedis.start()) {
            run(redis.uri());
        }
    }

    private void run(String uri) throws InterruptedException {
        RedisClient client = RedisClient.create(uri);
        try (RedisConnections connections = RedisConnections.open(RedisSettings.of(uri));
                StatefulRedisConnection<String, String> connection = client.connect();
                StatefulRedisConnection<String, byte[]> bytes =
                        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
                RemoteRateLimitStore store = store(connections)) {
            if (!store.awaitUp(Duration.ofSeconds(10))) {
                throw new IllegalStateException("Redis does not answer.");
            }
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("PING", key -> connection.async().ping().get());
            contenders.put("one script", smallest(connection));
            contenders.put("Bucket4j", bucket4j(bytes));
            contenders.put("Gatehouse", gatehouse(store));
            out.println("decisions per second, medians of " + rounds + " rounds of " + millis / 1000 + " s");
            for (int keys : new int[] {1, 10_000}) {
                for (int threads : new int[] {1, 8}) {
                    compare(contenders, keys, threads);
                }
            }
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private void compare(Map<String, Contender> contenders, int keys, int threads) throws InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                double rate = new Crowd(contender.getValue(), keys, threads).perSecond(millis);
                if (round > 0) {
                    rates.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        StringBuilder line = new StringBuilder(keys + " keys, " + threads + " threads:");
        rates.forEach((name, all) -> line.append(String.format(" %s %.0f;", name, median(all))));
        line.append(String.format(
                " Gatehouse is %.2f of PING and %.1f times Bucket4j",
                median(of(rates, "Gatehouse")) / median(of(rates, "PING")),
                median(of(rates, "Gatehouse")) / median(of(rates, "Bucket4j"))));
        out.println(line);
    }

    private static List<Double> of(Map<String, List<Double>> rates, String name) {
        return rates.getOrDefault(name, List.of());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Contender smallest(StatefulRedisConnection<String, String> connection) {
        String digest = connection.sync().scriptLoad(SMALLEST);
        return key -> connection
                .async()
                .evalsha(digest, ScriptOutputType.MULTI, new String[] {"smallest:" + key}, "1", "60000000")
                .get();
    }

    private static Contender bucket4j(StatefulRedisConnection<String, byte[]> connection) {
        ProxyManager<String> proxies = Bucket4jLettuce.casBasedBuilder(connection)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(1)))
                .build();
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(1_000_000_000).refillGreedy(1_000_000_000, Duration.ofMinutes(1)))
                .build();
        return key -> {
            if (!proxies.builder().build("cas:" + key, () -> configuration).tryConsume(1)) {
                throw new IllegalStateException("Refused.");
            }
        };
    }

    private static Contender gatehouse(RemoteRateLimitStore store) {
        RateLimiter limiter = new RateLimiter(store, List.of());
        RateLimitRule rule = RateLimitRule.of("run", KeyResolver.global(), Limit.of(LIMIT))
                .fallback(StoreFailure.CLOSED)
                .build();
        return key -> {
            if (!limiter.decide(Charge.of(rule, "key" + key, 1)).allowed()) {
                throw new IllegalStateException("Refused.");
            }
        };
    }

    /** On a busy machine 50 ms may pass without Redis; what this process would then decide alone is not what is measured. */
    private static RemoteRateLimitStore store(RedisConnections connections) {
        return new RemoteRateLimitStore(
                new RedisBuckets(connections, RedisBuckets.DEFAULT_PREFIX),
                new MemoryRateLimitStore(100_000),
                new RemoteStoreSettings(PATIENCE, Duration.ofSeconds(1), Duration.ofSeconds(1), 100_000),
                List.of());
    }

    private static long option(String[] args, String name, long otherwise) {
        for (String arg : args) {
            if (arg.startsWith("--" + name + "=")) {
                return Long.parseLong(arg.substring(name.length() + 3));
            }
        }
        return otherwise;
    }

    /** Asks for one decision. */
    interface Contender {

        void decide(int key) throws ExecutionException, InterruptedException;
    }
}
