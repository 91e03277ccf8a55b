package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Function;

/** What the commands of this package do before they measure: help, options, and no run on a busy machine. */
final class Command {

    private Command() {}

    /**
     * Measures, or says on the console why not.
     *
     * @param arguments as they were typed
     * @param reading makes options of them
     * @param measuring what to do then
     * @throws IOException if a service does not start or answers otherwise than it should
     * @throws InterruptedException if this thread is interrupted
     */
    static void run(String[] arguments, Function<String[], LoadOptions> reading, Measuring measuring)
            throws IOException, InterruptedException {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(LoadOptions.USAGE);
            return;
        }
        LoadOptions options;
        try {
            options = reading.apply(arguments);
            LoadRun.refuseBusyMachine(
                    options, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + LoadOptions.USAGE);
            System.exit(2);
            return;
        }
        measuring.run(options);
    }

    /** A run. */
    @FunctionalInterface
    interface Measuring {

        void run(LoadOptions options) throws IOException, InterruptedException;
    }
}
