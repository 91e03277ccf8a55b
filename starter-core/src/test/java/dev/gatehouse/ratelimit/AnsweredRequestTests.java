package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.junit.jupiter.api.Test;

/** Which status counts as the answer where something went wrong. */
class AnsweredRequestTests {

    private static final IOException HUNG_UP = new IOException("Connection reset by peer");
    private static final IOException OF_THE_SERVICE = new IOException("No space left on device");

    private final RateLimitRule rule = RateLimitRule.of("any", KeyResolver.global(), Limit.of("5/hour"))
            .refundingOn(StatusSet.of(List.of("2xx", "5xx")))
            .build();
    private final Charge charge = Charge.of(rule, "a", 1);
    private final ForgetfulStore store = new ForgetfulStore(rule);
    private final RequestCharges charges = new RequestCharges(
            new RateLimiter(store, List.of()), new RateLimitHeaders(RateLimitHeaderFormat.BOTH), false);
    private final List<AsyncListener> listeners = new ArrayList<>();
    private int status = 200;
    private boolean sent;

    private final HttpServletResponse response = fake(
            HttpServletResponse.class,
            (self, method, args) -> method.getName().equals("getStatus") ? (Object) status : (Object) sent);
    private final AsyncContext context = fake(
            AsyncContext.class, (self, method, args) -> args == null ? null : listeners.add((AsyncListener) args[0]));

    private HttpServletRequest request(boolean async) {
        return fake(
                HttpServletRequest.class,
                (self, method, args) -> method.getName().equals("isAsyncStarted") ? (Object) async : context);
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    private void taken() {
        charges.allowed(List.of(charge), new PolicyState(rule.policies().get(0), 4, 1, 0));
    }

    private void fails(Throwable failure) {
        taken();
        AnsweredRequest.complete(request(false), response, failure, charges);
    }

    private void failsLater(Throwable failure) throws IOException {
        taken();
        AnsweredRequest.complete(request(true), response, null, charges);
        for (AsyncListener listener : listeners) {
            listener.onError(new AsyncEvent(context, failure));
            status = 500;
            sent = true;
            listener.onComplete(new AsyncEvent(context));
        }
    }

    @Test
    void aFailureOfTheServiceIsA500() {
        fails(OF_THE_SERVICE);
        assertThat(store.refunded).containsExactly(charge);
    }

    @Test
    void unlessAnotherStatusWasSent() {
        status = 404;
        sent = true;
        fails(OF_THE_SERVICE);
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void aClientThatHangsUpBeforeTheAnswerGetsNothingBack() {
        fails(HUNG_UP);
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void norDoesWhoSendsWhatTheContainerCannotRead() {
        fails(new InvalidParameterException("a=%zz"));
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void norDoesItWhereTheAnswerIsMadeLater() throws IOException {
        failsLater(HUNG_UP);
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void aFailureOfTheServiceLaterIsA500Too() throws IOException {
        failsLater(OF_THE_SERVICE);
        assertThat(store.refunded).containsExactly(charge);
    }
}
