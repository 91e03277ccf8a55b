package dev.gatehouse.benchmarks.load;

import dev.gatehouse.benchmarks.load.LoadClient.Load;
import dev.gatehouse.benchmarks.load.LoginStorm.Storm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to know who calls. First the same endpoint of the same service, once for those who are signed in and once for
 * everybody: two JVMs, rounds in turn, as {@link LoadRun} does. Then log-ins: one after the other, four and sixty-four at once,
 * and what others see of it. Sends requests to this machine only, ends by itself, and ends the JVMs in any case.
 *
 * <p>Takes the options of {@link LoadRun}; {@code --on} is for the side of those who are signed in. Each storm of log-ins is as
 * long as a round.
 */
public final class IdentityRun {

    private static final String HELLO = "/api/v1/hello";
    private static final String INFO = "/actuator/info";
    private static final List<Integer> STORMS = List.of(0, 1, 4, 64);
    private static final int WARM_UP_LOGINS = 4;

    private static final List<String> BOTH = List.of(
            "--gatehouse.rate-limit.default-limit=1000000000/minute",
            "--gatehouse.rate-limit.rules[0].name=log-in",
            "--gatehouse.rate-limit.rules[0].paths=/api/v1/auth/login",
            "--gatehouse.rate-limit.rules[0].methods=POST",
            "--gatehouse.rate-limit.rules[0].limit=unlimited",
            "--management.endpoints.web.exposure.include=health,info");
    private static final List<String> SIGNED_IN = List.of(
            "--gatehouse.auth.endpoint-guard.paths[0].paths=" + INFO,
            "--gatehouse.auth.endpoint-guard.paths[0].permissions=docs:read");
    private static final List<String> OPEN = List.of("--gatehouse.auth.endpoint-guard.public-paths=" + INFO);

    private final LoadOptions options;
    private final PrintStream out;
    private final LoadReport report;
    private final String password = UUID.randomUUID().toString();

    IdentityRun(LoadOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.report = new LoadReport(out, "signed in", "open");
    }

    /**
     * Runs.
     *
     * @param arguments options; {@code --help} prints them
     * @throws IOException if a service does not start or answers otherwise than it should
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Command.run(
                arguments, given -> options(given, Path.of("")), options -> new IdentityRun(options, System.out).run());
    }

    static LoadOptions options(String[] arguments, Path directory) {
        return LoadOptions.of(arguments, directory, INFO, and(BOTH, SIGNED_IN), and(BOTH, OPEN))
                .withoutRedis();
    }

    private static List<String> and(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    void run() throws IOException, InterruptedException {
        out.println(options.course());
        out.println("signed in: " + String.join(" ", options.on()));
        out.println("open:      " + String.join(" ", options.off()));
        report.head();
        for (int start = 0; start < options.starts(); start++) {
            try (Service signedIn = start("signed-in", options.on());
                    Service open = start("open", options.off())) {
                compare(signedIn, open);
            }
        }
        report.summary();
        storms();
    }

    private Service start(String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--gatehouse.sample.admin-password=" + password);
        return Service.start(name, options.jar(), options, HELLO, all);
    }

    private void compare(Service signedIn, Service open) throws IOException, InterruptedException {
        if (!options.warmUp().isZero()) {
            load(signedIn, token(signedIn), options.warmUp());
            load(open, null, options.warmUp());
        }
        for (int round = 0; round < options.rounds(); round++) {
            boolean signedInFirst = round % 2 == 0;
            Round first = signedInFirst ? round(signedIn, token(signedIn)) : round(open, null);
            Round second = signedInFirst ? round(open, null) : round(signedIn, token(signedIn));
            report.add(signedInFirst ? first : second, signedInFirst ? second : first);
        }
    }

    /** Anew for each round, before its clock runs: an access token is good for ten minutes. */
    private String token(Service service) throws IOException, InterruptedException {
        return new LoginClient(service.port(), password).token();
    }

    private Round round(Service service, @Nullable String token) throws IOException, InterruptedException {
        Duration before = service.cpu();
        Load load = load(service, token, options.length());
        return Round.of(load, service.cpu().minus(before));
    }

    private Load load(Service service, @Nullable String token, Duration length)
            throws IOException, InterruptedException {
        return new LoadClient(service.port(), options.path(), options.connections(), token).drive(length.toNanos());
    }

    /** On a server of their own, whose memory no other load has filled. */
    private void storms() throws IOException, InterruptedException {
        out.println();
        out.printf(
                "log-ins for %s s each, %s asked for 20 times a second beside them%n",
                LoadOptions.seconds(options.length()), HELLO);
        out.println("| at once | log-ins/s |  p50 ms |  p99 ms | CPU ms | 503/s | hello p50 ms | hello p99 ms | "
                + "hello max ms | MB before |  peak | after |");
        out.println("|--------:|----------:|--------:|--------:|-------:|------:|-------------:|-------------:|"
                + "-------------:|----------:|------:|------:|");
        try (Service service = start("log-ins", options.on())) {
            LoginClient client = new LoginClient(service.port(), password);
            LoginStorm storm = new LoginStorm(service, client, new PacedProbe(service.port(), HELLO));
            if (!options.warmUp().isZero()) {
                Duration warmUp = shorter(options.warmUp(), options.length());
                load(service, client.token(), warmUp);
                storm.drive(WARM_UP_LOGINS, warmUp);
            }
            for (int parallel : STORMS) {
                row(storm.drive(parallel, options.length()));
            }
        }
        out.println();
        out.println("CPU ms: processor time of the server per log-in, its answers to hello included.");
        out.println("503/s: log-ins that were told by Retry-After to come back. MB: resident size of the server.");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void row(Storm storm) {
        LatencyHistogram done = storm.logins().done;
        LatencyHistogram others = storm.others();
        out.printf(
                Locale.ROOT,
                "| %7d | %9.1f | %7.0f | %7.0f | %6.0f | %5.1f | %12.1f | %12.1f | %12.1f | %9d | %5d | %5d |%n",
                storm.parallel(),
                storm.loginsPerSecond(),
                done.percentile(50) / 1e6,
                done.percentile(99) / 1e6,
                storm.parallel() == 0 ? 0 : storm.cpuPerLogin(),
                storm.busyPerSecond(),
                others.percentile(50) / 1e6,
                others.percentile(99) / 1e6,
                others.percentile(100) / 1e6,
                storm.before(),
                storm.peak(),
                storm.after());
    }
}
