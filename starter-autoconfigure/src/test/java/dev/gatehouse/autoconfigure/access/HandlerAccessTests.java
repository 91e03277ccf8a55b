package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class HandlerAccessTests {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final HandlerAccess access = new HandlerAccess(MAX_AGE);

    private EndpointRule rule(Object controller, String method) throws NoSuchMethodException {
        return access.of(new HandlerMethod(controller, controller.getClass().getDeclaredMethod(method)));
    }

    @Test
    void aPublicMethodTakesTheStepUpOfItsClassAway() throws Exception {
        assertThat(rule(new Fresh(), "open")).isEqualTo(EndpointRule.PUBLIC);
    }

    @Test
    void aMethodThatNeedsAStepUpIsNotOpenByItsClass() throws Exception {
        assertThat(rule(new Open(), "fresh")).isEqualTo(EndpointRule.guarded(Set.of(), true, MAX_AGE));
    }

    @Test
    void otherwiseTheStepUpOfTheClassAndOfTheMethodStayBesideWhatTheOtherSays() throws Exception {
        assertThat(rule(new Fresh(), "permitted")).isEqualTo(EndpointRule.guarded(Set.of("a:b"), true, MAX_AGE));
        assertThat(rule(new Permitted(), "fresh")).isEqualTo(EndpointRule.guarded(Set.of("a:b"), true, MAX_AGE));
    }

    @Test
    void onOneElementTheyContradictEachOther() {
        assertThatIllegalStateException()
                .isThrownBy(() -> rule(new Permitted(), "both"))
                .withMessageContaining("contradict");
    }

    @RequireSignIn
    @RequireStepUp
    static class Fresh {

        @PublicEndpoint
        void open() {}

        @RequirePermission("a:b")
        void permitted() {}
    }

    @PublicEndpoint
    static class Open {

        @RequireStepUp
        void fresh() {}
    }

    @RequirePermission("a:b")
    static class Permitted {

        @RequireStepUp
        void fresh() {}

        @PublicEndpoint
        @RequireStepUp
        void both() {}
    }
}
