package dev.gatehouse.benchmarks.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints each round as it ends, and at the end a table that can be pasted into a document. */
final class LoadReport {

    private static final String ROW = "| %-16s | %10.0f | %8.0f | %8.0f | %8.1f |%n";
    private static final String RATIO = "| %-16s | %10.3f | %8.3f | %8.3f | %8.3f |%n";

    private final PrintStream out;
    private final String onName;
    private final String offName;
    private final List<Round> on = new ArrayList<>();
    private final List<Round> off = new ArrayList<>();

    LoadReport(PrintStream out) {
        this(out, "on", "off");
    }

    /** Calls the two sides by these names. */
    LoadReport(PrintStream out, String onName, String offName) {
        this.out = out;
        this.onName = onName;
        this.offName = offName;
    }

    void head() {
        out.printf("| %-16s | %10s | %8s | %8s | %8s |%n", "", "requests/s", "p50 us", "p99 us", "CPU us");
        out.println("|------------------|-----------:|---------:|---------:|---------:|");
    }

    /** Takes a pair of rounds that were measured one right after the other. */
    void add(Round onRound, Round offRound) {
        on.add(onRound);
        off.add(offRound);
        row(onName + " " + on.size(), onRound, ROW);
        row(offName + " " + off.size(), offRound, ROW);
    }

    void summary() {
        List<Round> ratios = new ArrayList<>();
        for (int i = 0; i < on.size(); i++) {
            ratios.add(on.get(i).dividedBy(off.get(i)));
        }
        row(onName + ", median", Round.median(on), ROW);
        row(offName + ", median", Round.median(off), ROW);
        row("ratio " + onName + "/" + offName, Round.median(ratios), RATIO);
        out.println();
        out.println("CPU us: processor time of the server per request, its collector and compiler included.");
        out.println("Ratio: the median over " + ratios.size() + " pairs of rounds; medians are taken by column.");
    }

    private void row(String name, Round round, String format) {
        out.printf(
                Locale.ROOT, format, name, round.requestsPerSecond(), round.p50(), round.p99(), round.cpuPerRequest());
    }
}
