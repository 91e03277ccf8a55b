package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three instances of 64 threads each, in JVMs of their own, share one key: not one request too many passes. */
class RedisExactnessTests {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");
    private static final int INSTANCES = 3;
    private static final long MILLIS = PROOF ? 10_000 : 1_000;

    private static final int CAPACITY = 1500;
    private static final int PER_SECOND = 10;
    private static final String LIMIT = PER_SECOND + "/second burst " + CAPACITY;

    private static final List<HammeringInstance> RUNNING = new ArrayList<>();

    @BeforeAll
    static void start() {
        for (int i = 0; i < INSTANCES; i++) {
            RUNNING.add(HammeringInstance.start(LIMIT));
        }
    }

    @AfterAll
    static void stop() {
        RUNNING.forEach(HammeringInstance::close);
    }

    @Test
    void instancesShareOneLimitExactly() throws IOException {
        try (RedisServerProcess server = RedisServerProcess.start()) {
            hammer("one server", server.uri());
        }
    }

    @Test
    void instancesShareOneLimitExactlyInACluster() throws IOException {
        try (RedisClusterProcesses cluster = RedisClusterProcesses.start(false)) {
            hammer("cluster", cluster.uris());
        }
    }

    private static void hammer(String where, String... uris) throws IOException {
        try (RedisStores stores = RedisStores.patient(uris)) {
            for (HammeringInstance instance : RUNNING) {
                instance.connect(uris);
            }
            for (HammeringInstance instance : RUNNING) {
                instance.awaitReady();
            }
            for (HammeringInstance instance : RUNNING) {
                instance.hammerFor(MILLIS);
            }
            long admitted = 0;
            long refused = 0;
            long sent = Long.MAX_VALUE;
            long answered = Long.MAX_VALUE;
            for (HammeringInstance instance : RUNNING) {
                long[] result = instance.result();
                admitted += result[0];
                refused += result[1];
                sent = Math.min(sent, result[2]);
                answered = Math.min(answered, result[3]);
            }
            long asked = System.currentTimeMillis();
            long left = stores.store
                    .lookUp(HammeringInstance.rule(LIMIT), HammeringInstance.SUBJECT)
                    .get(0)
                    .remaining();
            // A full bucket regains nothing: its time begins with the first request.
            double least = CAPACITY + (asked - answered) * PER_SECOND / 1000.0;
            double most = CAPACITY + (System.currentTimeMillis() - sent) * PER_SECOND / 1000.0;
            if (PROOF) {
                System.out.printf(
                        "%s: %d instances, %d admitted, %d left, %.1f to %.1f due, %d refused%n",
                        where, INSTANCES, admitted, left, least, most, refused);
            }
            assertThat(admitted + left).isBetween((long) least - 1, (long) most + 1);
            assertThat(admitted).isPositive();
        }
    }
}
