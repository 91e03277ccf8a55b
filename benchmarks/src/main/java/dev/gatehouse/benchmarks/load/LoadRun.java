package dev.gatehouse.benchmarks.load;

import dev.gatehouse.benchmarks.load.LoadClient.Load;
import dev.gatehouse.benchmarks.redis.LocalRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Compares the sample with everything on and with everything off: two JVMs with the same options, one client, rounds in
 * turn (on off, off on, …), so that what else happens on the machine meets both. Sends requests to this machine only,
 * ends by itself, and ends the JVMs in any case.
 */
public final class LoadRun {

    private final LoadOptions options;
    private final PrintStream out;
    private final LoadReport report;

    LoadRun(LoadOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.report = new LoadReport(out);
    }

    /**
     * Runs.
     *
     * @param arguments options; {@code --help} prints them
     * @throws IOException if a service does not start or does not answer with 200
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Command.run(
                arguments,
                given -> LoadOptions.of(given, Path.of("")),
                options -> new LoadRun(options, System.out).run());
    }

    /**
     * Figures from a busy machine say nothing.
     *
     * @param options the options
     * @param load the load average; negative where the system has none
     * @throws IllegalArgumentException if the load is too high
     */
    static void refuseBusyMachine(LoadOptions options, double load) {
        if (load > options.maxLoad()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The load average of the last minute is %.2f. Wait until it is below %.2f, or say --any-load.",
                    load,
                    options.maxLoad()));
        }
    }

    void run() throws IOException, InterruptedException {
        out.println(options.course());
        out.println("on:  " + String.join(" ", options.on()));
        out.println("off: " + String.join(" ", options.off()));
        report.head();
        if (options.redis()) {
            try (LocalRedis redis = LocalRedis.start()) {
                compare(List.of("--redis.uri=" + redis.uri()));
            }
        } else {
            compare(List.of());
        }
        report.summary();
    }

    private void compare(List<String> shared) throws IOException, InterruptedException {
        for (int start = 0; start < options.starts(); start++) {
            try (Service on = Service.start("on", options.jar(), options, with(shared, options.on()));
                    Service off = Service.start("off", options.jarOff(), options, with(shared, options.off()))) {
                warmUp(on);
                warmUp(off);
                for (int round = 0; round < options.rounds(); round++) {
                    pair(on, off, round % 2 == 0);
                }
            }
        }
    }

    private static List<String> with(List<String> shared, List<String> own) {
        return Stream.concat(shared.stream(), own.stream()).toList();
    }

    private void warmUp(Service service) throws IOException, InterruptedException {
        if (!options.warmUp().isZero()) {
            clientOf(service).drive(options.warmUp().toNanos());
        }
    }

    private void pair(Service on, Service off, boolean onFirst) throws IOException, InterruptedException {
        Round first = round(onFirst ? on : off);
        Round second = round(onFirst ? off : on);
        report.add(onFirst ? first : second, onFirst ? second : first);
    }

    private Round round(Service service) throws IOException, InterruptedException {
        Duration before = service.cpu();
        Load load = clientOf(service).drive(options.length().toNanos());
        return Round.of(load, service.cpu().minus(before));
    }

    private LoadClient clientOf(Service service) {
        return new LoadClient(service.port(), options.path(), options.connections());
    }
}
