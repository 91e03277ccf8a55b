package dev.gatehouse.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainTests {

    private final Drain drain = new Drain();

    @Test
    void beginsOnceUntilItIsCalledOff() {
        assertThat(drain.begin()).isTrue();
        assertThat(drain.begin()).isFalse();
        assertThat(drain.hasBegun()).isTrue();
        drain.cancel();
        assertThat(drain.hasBegun()).isFalse();
        assertThat(drain.begin()).isTrue();
    }

    @Test
    void tellsOfEachChangeAndOfNothingElse() {
        List<Boolean> told = new ArrayList<>();
        drain.onChange(() -> told.add(drain.hasBegun()));
        drain.cancel();
        drain.begin();
        drain.begin();
        drain.cancel();
        drain.cancel();
        assertThat(told).containsExactly(true, false);
    }
}
