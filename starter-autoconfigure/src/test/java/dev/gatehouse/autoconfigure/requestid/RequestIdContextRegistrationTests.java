package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

class RequestIdContextRegistrationTests {

    private final ContextRegistry registry = new ContextRegistry();

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "requestId, requestId, true",
        "requestId, requestId, false",
        "first, second, true",
        "first, second, false"
    })
    void theIdOfEachServiceOfTheJvmIsCarriedUntilItEnds(String firstKey, String secondKey, boolean firstEndsFirst) {
        RequestIdContextRegistration first = new RequestIdContextRegistration(registry, firstKey);
        RequestIdContextRegistration second = new RequestIdContextRegistration(registry, secondKey);
        assertThat(isCarried(firstKey)).isTrue();
        assertThat(isCarried(secondKey)).isTrue();
        (firstEndsFirst ? first : second).destroy();
        assertThat(isCarried(firstEndsFirst ? secondKey : firstKey)).isTrue();
        (firstEndsFirst ? second : first).destroy();
        assertThat(registry.getThreadLocalAccessors()).isEmpty();
    }

    @Test
    void carriesNothingElseOfTheLoggingContext() {
        RequestIdContextRegistration registration = new RequestIdContextRegistration(registry, "requestId");
        assertThat(isCarried("traceId")).isFalse();
        registration.destroy();
    }

    @Test
    void leavesTheLoggingContextToAServiceThatRegisteredIt() {
        Slf4jThreadLocalAccessor own = new Slf4jThreadLocalAccessor();
        registry.registerThreadLocalAccessor(own);
        new RequestIdContextRegistration(registry, "requestId").destroy();
        assertThat(registry.getThreadLocalAccessors()).containsExactly(own);
    }

    private boolean isCarried(String key) {
        AtomicReference<String> seen = new AtomicReference<>();
        MDC.put(key, "id");
        Runnable task = ContextSnapshotFactory.builder()
                .contextRegistry(registry)
                .build()
                .captureAll()
                .wrap(() -> seen.set(MDC.get(key)));
        MDC.remove(key);
        task.run();
        return "id".equals(seen.get());
    }
}
