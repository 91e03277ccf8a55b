package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.Deadline;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** Waits for the head of an answer no longer than time is left. */
final class DeadlineExchange implements ExchangeFilterFunction {

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        Deadline deadline = Deadline.current();
        if (deadline == null || !deadline.isBinding()) {
            return next.exchange(request);
        }
        if (deadline.isExpired()) {
            return expired();
        }
        return next.exchange(request).timeout(end(deadline), Mono.defer(DeadlineExchange::expired));
    }

    /** Never comes when the deadline was lifted meanwhile. */
    private static Mono<Long> end(Deadline deadline) {
        return Mono.delay(deadline.remaining()).flatMap(x -> deadline.isExpired() ? Mono.just(x) : Mono.never());
    }

    private static Mono<ClientResponse> expired() {
        return Mono.error(new ProblemException(Problem.of(RequestTimeoutFilter.DEADLINE_EXCEEDED)));
    }
}
