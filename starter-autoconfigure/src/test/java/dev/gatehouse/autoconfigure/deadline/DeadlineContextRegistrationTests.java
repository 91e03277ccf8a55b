package dev.gatehouse.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.deadline.Deadline;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineContextRegistrationTests {

    private final ContextRegistry registry = new ContextRegistry();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deadlinesAreCarriedUntilTheLastServiceOfTheJvmEnds(boolean firstEndsFirst) throws Exception {
        DeadlineContextRegistration first = new DeadlineContextRegistration(registry);
        DeadlineContextRegistration second = new DeadlineContextRegistration(registry);
        assertThat(isCarried()).isTrue();
        (firstEndsFirst ? first : second).destroy();
        assertThat(isCarried()).isTrue();
        (firstEndsFirst ? second : first).destroy();
        assertThat(registry.getThreadLocalAccessors()).isEmpty();
    }

    private boolean isCarried() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        AtomicReference<Deadline> seen = new AtomicReference<>();
        ContextSnapshotFactory factory =
                ContextSnapshotFactory.builder().contextRegistry(registry).build();
        Runnable task = deadline.call(() -> factory.captureAll().wrap(() -> seen.set(Deadline.current())));
        task.run();
        return seen.get() == deadline;
    }
}
