package dev.gatehouse.benchmarks;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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

/** The rate limit alone, with one client and with as many as make the memory's caches useless. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class RateLimitBenchmark {

    /** What is decided, shared by all threads. */
    @State(Scope.Benchmark)
    public static class Limits {

        /** How many clients there are. */
        @Param({"1", "100000"})
        public int clients;

        private Filter[] accepting = {};
        private Filter[] refusing = {};

        /**
         * Makes a limit that nobody reaches and one that everybody has reached.
         *
         * @throws IOException never
         * @throws ServletException never
         */
        @Setup
        public void make() throws IOException, ServletException {
            accepting = new Filter[] {FilterSet.rateLimit("1000000000/minute")};
            refusing = new Filter[] {FilterSet.rateLimit("1/day")};
            Pipeline pipeline = new Pipeline(refusing);
            Exchange exchange = new StubExchange();
            for (String address : new Clients(clients, 0).all()) {
                pipeline.serve(exchange, address);
            }
        }
    }

    /** What one thread serves its requests with. */
    @State(Scope.Thread)
    public static class Worker {

        private final Exchange exchange = new StubExchange();
        private Clients clients = new Clients(1, 0);
        private Pipeline accepting = new Pipeline(new Filter[0]);
        private Pipeline refusing = accepting;

        /**
         * Takes the filters.
         *
         * @param limits the filters
         * @param thread this thread
         */
        @Setup
        public void take(Limits limits, ThreadParams thread) {
            clients = new Clients(limits.clients, thread.getThreadIndex());
            accepting = new Pipeline(limits.accepting);
            refusing = new Pipeline(limits.refusing);
        }

        private int serve(Pipeline pipeline, int expected) throws IOException, ServletException {
            int status = pipeline.serve(exchange, clients.next());
            if (status != expected) {
                throw new IllegalStateException("Answered with " + status + ".");
            }
            return status;
        }
    }

    /**
     * Serves a request that is let through.
     *
     * @param worker this thread's
     * @return the status
     * @throws IOException never
     * @throws ServletException never
     */
    @Benchmark
    public int accepted(Worker worker) throws IOException, ServletException {
        return worker.serve(worker.accepting, 200);
    }

    /**
     * Serves a request that is answered with 429 and its body.
     *
     * @param worker this thread's
     * @return the status
     * @throws IOException never
     * @throws ServletException never
     */
    @Benchmark
    public int refused(Worker worker) throws IOException, ServletException {
        return worker.serve(worker.refusing, 429);
    }
}
