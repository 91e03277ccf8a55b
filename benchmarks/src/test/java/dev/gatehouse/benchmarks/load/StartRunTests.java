package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.benchmarks.load.StartRun.Start;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartRunTests {

    @TempDir
    Path directory;

    @Test
    void takesTheMedianOfEachFigureByItself() {
        assertThat(Start.median(List.of(new Start(9, 1), new Start(1, 2), new Start(5, 90))))
                .isEqualTo(new Start(5, 2));
    }

    @Test
    void takesTheMiddleOfTwo() {
        assertThat(Start.median(List.of(new Start(10, 4), new Start(20, 8)))).isEqualTo(new Start(15, 6));
    }

    @Test
    void startsEachSideFromItsOwnJarWithNothingBuiltIn() throws Exception {
        TinyJar.packInto(directory.resolve("with.jar"));
        TinyJar.packInto(directory.resolve("bare.jar"));
        String[] arguments = {
            "--jar=" + directory.resolve("with.jar"), "--jar-off=" + directory.resolve("bare.jar"), "--off=--a=b"
        };
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new StartRun(LoadOptions.of(arguments, directory), new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("on:  with.jar\n", "off: bare.jar --a=b\n")
                .contains("| on 1 ", "| off 1 ", "| difference ");
    }
}
