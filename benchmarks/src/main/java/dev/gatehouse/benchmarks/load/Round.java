package dev.gatehouse.benchmarks.load;

import dev.gatehouse.benchmarks.load.LoadClient.Load;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one side did in one round.
 *
 * @param requestsPerSecond answers with 200 per second
 * @param p50 microseconds that half of the answers took at most
 * @param p99 microseconds that all but one in a hundred took at most
 * @param cpuPerRequest microseconds of processor time of the server, for all that it does, per answer
 */
record Round(double requestsPerSecond, double p50, double p99, double cpuPerRequest) {

    static Round of(Load load, Duration serverCpu) {
        double requests = load.latencies().total();
        return new Round(
                requests * 1e9 / load.nanos(),
                load.latencies().percentile(50) / 1e3,
                load.latencies().percentile(99) / 1e3,
                serverCpu.toNanos() / 1e3 / Math.max(1, requests));
    }

    /** Gives the median of each figure by itself. */
    static Round median(List<Round> rounds) {
        return new Round(
                median(rounds, Round::requestsPerSecond),
                median(rounds, Round::p50),
                median(rounds, Round::p99),
                median(rounds, Round::cpuPerRequest));
    }

    /** Gives each figure as a multiple of that of another round. */
    Round dividedBy(Round other) {
        return new Round(
                requestsPerSecond / other.requestsPerSecond,
                p50 / other.p50,
                p99 / other.p99,
                cpuPerRequest / other.cpuPerRequest);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        List<Double> sorted = rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
