package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Charges that share a command. Those on one bucket that come in a row and are alike are one line of it, so a crowd on one
 * bucket costs the server hardly more than one client.
 */
final class SharedCommand {

    private static final int NUMBERS = 4;

    private final List<Line> lines = new ArrayList<>();
    private final List<Line> lineOfEach;

    SharedCommand(List<SimpleCharge> charges) {
        lineOfEach = new ArrayList<>(charges.size());
        Map<String, Line> latest = new HashMap<>();
        for (SimpleCharge charge : charges) {
            Line line = latest.get(charge.key());
            if (line == null || !line.charge.isAs(charge)) {
                line = new Line(charge);
                latest.put(charge.key(), line);
                lines.add(line);
            }
            line.count++;
            lineOfEach.add(line);
        }
    }

    /** Sends it; gives of each charge whole tokens, microseconds until full and until it can be paid. */
    CompletableFuture<List<long[]>> send(RedisScript script, RedisClusterAsyncCommands<String, String> redis) {
        String[] keys = new String[lines.size()];
        String[] values = new String[NUMBERS * keys.length];
        for (int i = 0; i < keys.length; i++) {
            Line line = lines.get(i);
            SimpleCharge charge = line.charge;
            keys[i] = charge.key();
            values[NUMBERS * i] = Integer.toString(line.count);
            values[NUMBERS * i + 1] = Integer.toString(line.cost);
            values[NUMBERS * i + 2] = Long.toString(charge.policy().bandwidth().capacity());
            values[NUMBERS * i + 3] = Double.toString(line.microsPerToken);
        }
        CompletableFuture<List<Long>> answer = script.run(redis, keys, values);
        return answer.thenApply(this::numbersOfEach);
    }

    private List<long[]> numbersOfEach(List<Long> answer) {
        if (answer.size() != NUMBERS * lines.size()) {
            throw new IllegalStateException(answer.size() + " numbers for " + lines.size() + " buckets.");
        }
        for (int i = 0; i < lines.size(); i++) {
            int at = NUMBERS * i;
            lines.get(i).answered(answer.get(at), answer.get(at + 1), answer.get(at + 2), answer.get(at + 3));
        }
        List<long[]> each = new ArrayList<>(lineOfEach.size());
        for (Line line : lineOfEach) {
            each.add(line.nextNumbers());
        }
        return each;
    }

    /** Charges that are alike, on one bucket. */
    private static final class Line {

        final SimpleCharge charge;
        final int cost;
        final double microsPerToken;
        int count;
        private long taken;
        private long left;
        private long full;
        private long wait;
        private long handedOut;

        Line(SimpleCharge charge) {
            this.charge = charge;
            this.cost = charge.terms().affordable(charge.cost());
            this.microsPerToken = charge.microsPerToken();
        }

        void answered(long taken, long left, long full, long wait) {
            this.taken = taken;
            this.left = left;
            this.full = full;
            this.wait = wait;
        }

        /** The first ones are those that were taken; what the later of them took was still there. */
        long[] nextNumbers() {
            long takenLater = taken - ++handedOut;
            if (takenLater < 0) {
                return new long[] {left, full, wait};
            }
            long tokens = takenLater * cost;
            return new long[] {left + tokens, Math.max(0, full - (long) (tokens * microsPerToken)), 0};
        }
    }
}
