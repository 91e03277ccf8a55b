package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadOptionsTests {

    @TempDir
    Path root;

    private Path target;

    @BeforeEach
    void build() throws IOException {
        target = Files.createDirectories(root.resolve("starter-sample-app").resolve("target"));
        Files.createFile(target.resolve("sample.jar"));
        Files.createFile(target.resolve("sample.jar.original"));
    }

    private LoadOptions options(String... arguments) {
        return LoadOptions.of(arguments, root);
    }

    @Test
    void findsTheJarFromTheRootAndFromAModule() {
        assertThat(options().jar()).isEqualTo(target.resolve("sample.jar"));
        assertThat(LoadOptions.of(new String[0], root.resolve("benchmarks")).jar())
                .isEqualTo(target.resolve("sample.jar"));
    }

    @Test
    void saysThatNothingWasBuilt() throws IOException {
        Files.delete(target.resolve("sample.jar"));

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessageContaining("Build the project");
    }

    @Test
    void refusesNothingAndSwitchesOffByDefault() {
        assertThat(options().on()).containsExactly("--gatehouse.rate-limit.default-limit=1000000000/minute");
        assertThat(options().off())
                .contains("--gatehouse.headers.enabled=false", "--gatehouse.access-log.enabled=false")
                .allMatch(argument -> argument.endsWith(".enabled=false"));
    }

    @Test
    void startsNoRedisUnlessAsked() {
        assertThat(options().redis()).isFalse();
        assertThat(options("--redis").redis()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options("--redis").withoutRedis())
                .withMessageContaining("--redis");
    }

    @Test
    void addsArgumentsToEachSide() {
        LoadOptions options = options("--on=--gatehouse.access-log.enabled=false", "--on=--a=b", "--off=--c=d");

        assertThat(options.on()).hasSize(3).contains("--gatehouse.access-log.enabled=false", "--a=b");
        assertThat(options.off()).hasSize(options().off().size() + 1).contains("--c=d");
    }

    @Test
    void whatIsGivenReplacesWhatIsBuiltIn() {
        LoadOptions options = options("--off=--gatehouse.headers.enabled=true");

        assertThat(options.off())
                .hasSize(options().off().size())
                .contains("--gatehouse.headers.enabled=true")
                .doesNotContain("--gatehouse.headers.enabled=false");
    }

    @Test
    void readsNumbers() {
        LoadOptions options = options("--rounds=3", "--seconds=2", "--warm-up=0", "--connections=4", "--starts=2");

        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.length()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.warmUp()).isZero();
        assertThat(options.connections()).isEqualTo(4);
        assertThat(options.starts()).isEqualTo(2);
        assertThat(options("--seconds=0.2").length()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void saysWhatARowIsMadeOf() {
        assertThat(options("--rounds=3", "--seconds=0.2", "--warm-up=60").course())
                .isEqualTo("/api/v1/hello, 16 connections, 1 starts, 3 rounds of 0.2 s after 60 s warm-up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rounds=0",
                "--rounds=x",
                "--rounds=1.5",
                "--seconds=301",
                "--seconds=0.05",
                "--connections=1001",
                "--max-load=-1",
                "--output=screen",
                "--jar=missing.jar",
                "--jar-off=missing.jar",
                "--round=3",
                "rounds=3"
            })
    void namesAnArgumentThatCannotBeUsed(String argument) {
        String name = argument.replaceFirst("=.*", "");

        assertThatIllegalArgumentException().isThrownBy(() -> options(argument)).withMessageContaining(name);
    }

    @Test
    void measuresNothingOnABusyMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadRun.refuseBusyMachine(options(), 1.31))
                .withMessageContaining("1.31")
                .withMessageContaining("--any-load");

        LoadRun.refuseBusyMachine(options(), 1.3);
        LoadRun.refuseBusyMachine(options(), -1);
        LoadRun.refuseBusyMachine(options("--any-load"), 99);
        LoadRun.refuseBusyMachine(options("--max-load=4"), 3.9);
    }
}
