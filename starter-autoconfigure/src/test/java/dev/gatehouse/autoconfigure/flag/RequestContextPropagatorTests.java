package dev.gatehouse.autoconfigure.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.ImmutableContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class RequestContextPropagatorTests {

    @AfterEach
    void forgetTheRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void givesNoContextOnAThreadThatHoldsARequestWhichIsOver() {
        RequestContextPropagator propagator = new RequestContextPropagator(request -> new ImmutableContext("user"));
        assertThat(propagator.getTransactionContext().getTargetingKey()).isNull();
        hold(new MockHttpServletRequest());
        assertThat(propagator.getTransactionContext().getTargetingKey()).isEqualTo("user");
        hold(new MockHttpServletRequest() {
            @Override
            public Object getAttribute(String name) {
                throw new IllegalStateException("The request object has been recycled");
            }
        });
        assertThat(propagator.getTransactionContext().getTargetingKey()).isNull();
    }

    private static void hold(MockHttpServletRequest request) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }
}
