package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Compares how long a service takes to start with and without Gatehouse: one JVM after the other, in turn (on off, off on,
 * …), from the start of the process to its first answer. Takes the options of {@link LoadRun}, of which {@code --starts}
 * counts the pairs. Without {@code --jar-off} both sides are the same jar, as a rule the sample, and the classes are on the
 * class path of both. Ends the JVMs in any case.
 */
public final class StartRun {

    private static final String ROW = "| %-12s | %8d | %8d |%n";

    private final LoadOptions options;
    private final PrintStream out;

    StartRun(LoadOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
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
                given -> LoadOptions.of(given, Path.of("")).withoutRedis(),
                options -> new StartRun(options, System.out).run());
    }

    void run() throws IOException, InterruptedException {
        out.printf("start to the first answer of %s, %d pairs%n", options.path(), options.starts());
        out.println("on:  " + side(options.jar(), options.on()));
        out.println("off: " + side(options.jarOff(), options.off()));
        out.println();
        out.println("|              |   CPU ms |  wall ms |");
        out.println("|--------------|---------:|---------:|");
        List<Start> on = new ArrayList<>();
        List<Start> off = new ArrayList<>();
        for (int pair = 0; pair < options.starts(); pair++) {
            boolean onFirst = pair % 2 == 0;
            for (boolean side : new boolean[] {onFirst, !onFirst}) {
                Start start =
                        side ? start("on", options.jar(), options.on()) : start("off", options.jarOff(), options.off());
                List<Start> starts = side ? on : off;
                starts.add(start);
                row((side ? "on " : "off ") + starts.size(), start);
            }
        }
        Start onMedian = Start.median(on);
        Start offMedian = Start.median(off);
        row("on, median", onMedian);
        row("off, median", offMedian);
        row("difference", new Start(onMedian.cpu() - offMedian.cpu(), onMedian.wall() - offMedian.wall()));
        out.printf(Locale.ROOT, "%nCPU on/off: %.2f%n", (double) onMedian.cpu() / offMedian.cpu());
    }

    private static String side(Path jar, List<String> arguments) {
        return (jar.getFileName() + " " + String.join(" ", arguments)).strip();
    }

    private Start start(String name, Path jar, List<String> arguments) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Service service = Service.start(name, jar, options, arguments)) {
            Duration cpu = service.cpu();
            return new Start(
                    cpu.toMillis(), Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
    }

    private void row(String name, Start start) {
        out.printf(Locale.ROOT, ROW, name, start.cpu(), start.wall());
    }

    /**
     * One start.
     *
     * @param cpu processor time of the process in milliseconds, its compiler and collector included
     * @param wall milliseconds until the first answer, to within a tenth of a second
     */
    record Start(long cpu, long wall) {

        /** Gives the median of each figure by itself. */
        static Start median(List<Start> starts) {
            return new Start(median(starts, Start::cpu), median(starts, Start::wall));
        }

        private static long median(List<Start> starts, ToLongFunction<Start> figure) {
            long[] sorted = starts.stream().mapToLong(figure).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
