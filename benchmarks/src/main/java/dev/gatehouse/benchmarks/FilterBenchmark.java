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

/** One request by one client through each filter and through all of them; {@link FilterSet#NONE} is the floor. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class FilterBenchmark {

    private static final String CLIENT = "198.51.100.7";

    /** The filters, shared by all threads. */
    @State(Scope.Benchmark)
    public static class Filters {

        @Param
        public FilterSet filters = FilterSet.NONE;

        private Filter[] made = {};

        /** Makes the filters. */
        @Setup
        public void make() {
            made = filters.filters();
        }
    }

    /** What one thread serves its requests with. */
    @State(Scope.Thread)
    public static class Worker {

        private final Exchange stub = new StubExchange();
        private final Exchange tomcat = new TomcatExchange();
        private Pipeline pipeline = new Pipeline(new Filter[0]);

        /**
         * Takes the filters.
         *
         * @param filters the filters
         */
        @Setup
        public void take(Filters filters) {
            pipeline = new Pipeline(filters.made);
        }

        private int serve(Exchange exchange) throws IOException, ServletException {
            int status = pipeline.serve(exchange, CLIENT);
            if (status != 200) {
                throw new IllegalStateException("Answered with " + status + ".");
            }
            return status;
        }
    }

    /**
     * Serves a request that costs next to nothing itself.
     *
     * @param worker this thread's
     * @return the status
     * @throws IOException never
     * @throws ServletException never
     */
    @Benchmark
    public int stub(Worker worker) throws IOException, ServletException {
        return worker.serve(worker.stub);
    }

    /**
     * Serves a request with Tomcat's request and response.
     *
     * @param worker this thread's
     * @return the status
     * @throws IOException never
     * @throws ServletException never
     */
    @Benchmark
    public int tomcat(Worker worker) throws IOException, ServletException {
        return worker.serve(worker.tomcat);
    }
}
