package dev.gatehouse.benchmarks.load;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a load run does.
 *
 * @param jar the executable jar of the service
 * @param jarOff that of the side without Gatehouse; the same unless given
 * @param path what to get; must answer with 200
 * @param starts how often both sides are started anew, 1 to 20
 * @param rounds measured rounds per side and start, 1 to 100
 * @param length of a round, 0.1 to 300 s
 * @param warmUp load on each side before the first round, 0 to 600 s
 * @param connections how many requests are under way at once, 1 to 1000
 * @param maxLoad the load average of the last minute above which nothing is measured
 * @param discard whether the output of the service goes nowhere instead of into a file
 * @param redis whether a Redis runs beside the services, whose address both are given as {@code redis.uri}
 * @param on arguments for the side with Gatehouse
 * @param off arguments for the side without
 */
record LoadOptions(
        Path jar,
        Path jarOff,
        String path,
        int starts,
        int rounds,
        Duration length,
        Duration warmUp,
        int connections,
        double maxLoad,
        boolean discard,
        boolean redis,
        List<String> on,
        List<String> off) {

    static final String USAGE = """
            Options:
              --jar=<file>           the executable jar; built below starter-sample-app/target when not given
              --jar-off=<file>       another jar for the side without Gatehouse; no built-in arguments are passed then
              --path=<path>          what to get                                      (/api/v1/hello)
              --connections=<n>      requests under way at once, 1 to 1000            (16)
              --starts=<n>           how often both sides are started anew, 1 to 20   (1)
              --rounds=<n>           rounds per side and start, 1 to 100              (5)
              --seconds=<n>          length of a round, 0.1 to 300                    (10)
              --warm-up=<n>          seconds per side before the first, 0 to 600      (50)
              --on=<argument>        argument for the side with Gatehouse, e.g. a property; may be repeated
              --off=<argument>       the same for the side without
              --redis                starts a Redis and gives both sides its address as redis.uri
              --output=file|discard  where the service's output goes                  (file)
              --max-load=<number>    load average above which nothing is measured     (1.3)
              --any-load             measure whatever else the machine does
            """;

    private static final List<String> ON = List.of("--gatehouse.rate-limit.default-limit=1000000000/minute");

    /** All that filters do. Who may call what stays: without that the sample does not start. */
    private static final List<String> OFF = Stream.of(
                    "request-id",
                    "access-log",
                    "headers",
                    "rate-limit",
                    "request-limits",
                    "upload",
                    "api-version",
                    "error-record",
                    "drain",
                    "tracing",
                    "trusted-hosts",
                    "logging.masking",
                    "logging.user")
            .map(feature -> "--gatehouse." + feature + ".enabled=false")
            .toList();

    /**
     * Reads the options.
     *
     * @param arguments as in the usage
     * @param directory where to look for the jar: the root of the project or one of its modules
     * @return the options
     * @throws IllegalArgumentException if one is not known, out of its range, or there is no jar
     */
    static LoadOptions of(String[] arguments, Path directory) {
        return of(arguments, directory, "/api/v1/hello", ON, OFF);
    }

    /**
     * Reads the options of a run that compares something else.
     *
     * @param arguments as in the usage
     * @param directory where to look for the jar: the root of the project or one of its modules
     * @param path what to get when nothing is said
     * @param builtInOn arguments of one side
     * @param builtInOff arguments of the other
     * @return the options
     * @throws IllegalArgumentException if one is not known, out of its range, or there is no jar
     */
    static LoadOptions of(
            String[] arguments, Path directory, String path, List<String> builtInOn, List<String> builtInOff) {
        Arguments given = new Arguments(arguments);
        String jar = given.text("jar", "");
        Path on = jar.isEmpty() ? sampleBelow(directory) : existing("jar", jar);
        String jarOff = given.text("jar-off", "");
        boolean same = jarOff.isEmpty();
        LoadOptions options = new LoadOptions(
                on,
                same ? on : existing("jar-off", jarOff),
                given.text("path", path),
                given.number("starts", 1, 1, 20),
                given.number("rounds", 5, 1, 100),
                given.seconds("seconds", 10, 0.1, 300),
                given.seconds("warm-up", 50, 0, 600),
                given.number("connections", 16, 1, 1000),
                given.maxLoad(),
                given.oneOf("output", "file", "discard").equals("discard"),
                given.flag("redis"),
                joined(same ? builtInOn : List.of(), given.all("on")),
                joined(same ? builtInOff : List.of(), given.all("off")));
        given.refuseOthers();
        return options;
    }

    /**
     * Tells what one row of figures is made of.
     *
     * @return for the head of a report
     */
    String course() {
        return "%s, %d connections, %d starts, %d rounds of %s s after %s s warm-up"
                .formatted(path, connections, starts, rounds, seconds(length), seconds(warmUp));
    }

    /** Without the zeros that a whole number does not need. */
    static String seconds(Duration length) {
        return BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /**
     * For runs that start no Redis.
     *
     * @return these
     * @throws IllegalArgumentException if a Redis is asked for
     */
    LoadOptions withoutRedis() {
        if (redis) {
            throw new IllegalArgumentException("--redis: this run starts none, LoadRun does.");
        }
        return this;
    }

    /** Spring Boot makes a list of a property that is given twice, so what is given replaces what is built in. */
    private static List<String> joined(List<String> builtIn, List<String> given) {
        List<String> all = new ArrayList<>(builtIn);
        all.removeIf(argument -> given.stream().anyMatch(later -> key(later).equals(key(argument))));
        all.addAll(given);
        return List.copyOf(all);
    }

    private static String key(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    private static Path sampleBelow(Path directory) {
        for (Path root = directory.toAbsolutePath(); root != null; root = root.getParent()) {
            Path target = root.resolve("starter-sample-app").resolve("target");
            if (Files.isDirectory(target)) {
                return Jars.executableIn(target);
            }
        }
        throw new IllegalArgumentException("There is no starter-sample-app/target here. Build the project first.");
    }

    private static Path existing(String option, String file) {
        Path jar = Path.of(file);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("--" + option + ": there is no file '" + jar + "'.");
        }
        return jar.toAbsolutePath();
    }
}
