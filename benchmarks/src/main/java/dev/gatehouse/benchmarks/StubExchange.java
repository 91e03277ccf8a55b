package dev.gatehouse.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Costs next to nothing itself, so that what remains is the filters. */
final class StubExchange implements Exchange {

    private final StubRequest request = new StubRequest();
    private final StubResponse response = new StubResponse();

    @Override
    public void begin(String clientAddress) {
        request.begin(clientAddress);
        response.begin();
    }

    @Override
    public HttpServletRequest request() {
        return request;
    }

    @Override
    public HttpServletResponse response() {
        return response;
    }

    @Override
    public int finish() {
        response.commit();
        return response.getStatus();
    }

    @Override
    public @Nullable String sentHeader(String name) {
        return response.getHeader(name);
    }

    @Override
    public long sentBytes() {
        return response.bytes();
    }
}
