package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.Eventually;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.List;

/** A Redis Cluster of three masters, each with a replica if wanted. */
final class RedisClusterProcesses implements AutoCloseable {

    private static final int SLOTS = 16384;
    private static final int MASTERS = 3;

    private final List<RedisServerProcess> nodes = new ArrayList<>();

    private RedisClusterProcesses() {}

    /** One whose nodes go on with their keys when another is gone. */
    static RedisClusterProcesses startOfIndependentNodes() {
        return start(false, "--cluster-require-full-coverage", "no");
    }

    static RedisClusterProcesses start(boolean replicas) {
        return start(replicas, "--cluster-require-full-coverage", "yes");
    }

    private static RedisClusterProcesses start(boolean replicas, String option, String value) {
        RedisClusterProcesses cluster = new RedisClusterProcesses();
        for (int i = 0; i < (replicas ? 2 * MASTERS : MASTERS); i++) {
            cluster.nodes.add(RedisServerProcess.start(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "1000",
                    "--cluster-config-file",
                    "nodes.conf",
                    option,
                    value));
        }
        cluster.join();
        return cluster;
    }

    private void join() {
        List<RedisClient> clients = new ArrayList<>();
        try {
            List<RedisCommands<String, String>> all = new ArrayList<>();
            for (RedisServerProcess node : nodes) {
                RedisClient client = RedisClient.create(node.uri());
                clients.add(client);
                StatefulRedisConnection<String, String> connection = client.connect();
                all.add(connection.sync());
            }
            for (int i = 0; i < MASTERS; i++) {
                int first = SLOTS * i / MASTERS;
                int last = SLOTS * (i + 1) / MASTERS - 1;
                int[] slots =
                        java.util.stream.IntStream.rangeClosed(first, last).toArray();
                all.get(i).clusterAddSlots(slots);
            }
            all.forEach(node -> node.clusterMeet("127.0.0.1", nodes.get(0).port()));
            Eventually.isTrue(() ->
                    all.stream().allMatch(node -> node.clusterInfo().contains("cluster_known_nodes:" + nodes.size())));
            for (int i = MASTERS; i < nodes.size(); i++) {
                String master = all.get(i - MASTERS).clusterMyId();
                RedisCommands<String, String> replica = all.get(i);
                Eventually.isTrue(() -> replica.clusterNodes().contains(master));
                replica.clusterReplicate(master);
            }
            Eventually.isTrue(
                    () -> all.stream().allMatch(node -> node.clusterInfo().contains("cluster_state:ok")));
            for (int i = MASTERS; i < nodes.size(); i++) {
                RedisCommands<String, String> replica = all.get(i);
                Eventually.isTrue(() -> replica.info("replication").contains("master_link_status:up"));
            }
        } finally {
            clients.forEach(RedisClient::shutdown);
        }
    }

    String[] uris() {
        return nodes.stream().map(RedisServerProcess::uri).toArray(String[]::new);
    }

    /** Tells whether the first master began with a key. */
    static boolean isOnFirstMaster(String key) {
        return SlotHash.getSlot(key) < SLOTS / MASTERS;
    }

    /** Gives the first of the masters that the cluster began with. */
    RedisServerProcess master(int index) {
        return nodes.get(index);
    }

    List<RedisServerProcess> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        nodes.forEach(RedisServerProcess::close);
    }
}
