package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A job that stands beside services shares their dependencies, and has nothing of the web. */
class NoWebServiceTests {

    /** What spring-boot-starter brings, and the starter where nothing of the web is. */
    private static final Pattern LIBRARY = Pattern.compile("(spring-(boot|core|beans|context|aop|expression)"
            + "|spring-boot-autoconfigure|logback-[a-z]+|slf4j-api|jul-to-slf4j|commons-logging"
            + "|micrometer-(commons|observation)|jspecify|snakeyaml|jakarta\\.annotation-api|caffeine"
            + "|bucket4j_jdk17-core)-[0-9][^/]*\\.jar");

    @Test
    void startsAndHasNothingToProtect() throws IOException, InterruptedException {
        Process job = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        Job.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(job.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(job.waitFor()).as(output).isZero();
        assertThat(output).contains("the job has run").doesNotContain("gatehouse.Banner");
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(NoWebServiceTests::isThere)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isThere(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return !name.endsWith(".jar")
                || name.startsWith("gatehouse-")
                || LIBRARY.matcher(name).matches();
    }

    /** The job. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Job {

        @Bean
        CommandLineRunner work() {
            return arguments -> System.out.println("the job has run");
        }

        public static void main(String[] arguments) {
            SpringApplication.run(Job.class, arguments).close();
        }
    }
}
