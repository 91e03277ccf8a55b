package dev.gatehouse.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request and its response, used again and again by one thread, as a container does on a kept connection. */
interface Exchange {

    /**
     * Puts the next request in place: {@code GET /api/v1/hello} as a browser sends it.
     *
     * @param clientAddress where it comes from
     */
    void begin(String clientAddress);

    /**
     * Gives what the container hands to the first filter.
     *
     * @return the request
     */
    HttpServletRequest request();

    /**
     * Gives what the container hands to the first filter.
     *
     * @return the response
     */
    HttpServletResponse response();

    /**
     * Sends what has not been sent.
     *
     * @return the status
     * @throws IOException never in practice
     */
    int finish() throws IOException;

    /**
     * Reads a header of the answer; for tests.
     *
     * @param name its name
     * @return its first value, or null
     */
    @Nullable
    String sentHeader(String name);

    /**
     * Tells the size of the body; for tests.
     *
     * @return bytes
     */
    long sentBytes();
}
