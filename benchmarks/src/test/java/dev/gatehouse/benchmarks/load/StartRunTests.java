package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.benchmarks.load.StartRun.Start;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartRunTests {

    @Test
    void takesTheMedianOfEachFigureByItself() {
        assertThat(Start.median(List.of(new Start(9, 1), new Start(1, 2), new Start(5, 90))))
                .isEqualTo(new Start(5, 2));
    }

    @Test
    void takesTheMiddleOfTwo() {
        assertThat(Start.median(List.of(new Start(10, 4), new Start(20, 8)))).isEqualTo(new Start(15, 6));
    }
}
