package dev.gatehouse.sample.config;

import dev.gatehouse.sample.SampleApplication;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sample in a process of its own, without what only tests have. */
final class SampleProcess {

    private final int exitCode;
    private final String output;

    private SampleProcess(int exitCode, String output) {
        this.exitCode = exitCode;
        this.output = output;
    }

    static SampleProcess run(Map<String, String> variables, String... arguments) {
        try {
            Process process = begin(variables, arguments);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("The sample does not end: " + output);
            }
            return new SampleProcess(process.exitValue(), output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts one that goes on until it is closed. */
    static Running start(String... arguments) throws IOException {
        return new Running(begin(Map.of(), arguments));
    }

    private static Process begin(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                // The language of the machine is none of the service's.
                "-Duser.language=de",
                "-Duser.country=DE",
                "-cp",
                classPath(),
                SampleApplication.class.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    int exitCode() {
        return exitCode;
    }

    String output() {
        return output;
    }

    /** One that runs. */
    static final class Running implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;

        private Running(Process process) {
            this.process = process;
            this.output = process.inputReader(StandardCharsets.UTF_8);
        }

        /** Waits for a line, and gives what the first group of the pattern took of it. */
        String line(Pattern pattern) throws IOException {
            StringBuilder before = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    return matcher.group(1);
                }
                before.append(line).append('\n');
            }
            throw new IllegalStateException("The sample ended without " + pattern + ": " + before);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
