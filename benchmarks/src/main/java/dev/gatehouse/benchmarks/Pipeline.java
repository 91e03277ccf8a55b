package dev.gatehouse.benchmarks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The filters and behind them an endpoint that answers as Spring MVC does: names the route, sets the type, writes, and
 * flushes. Allocates nothing itself. For one thread.
 */
final class Pipeline implements FilterChain {

    /** The request attribute with the template of the route. */
    static final String ROUTE = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    private static final byte[] BODY = "{\"message\": \"hello\"}".getBytes(StandardCharsets.US_ASCII);

    private final Filter[] filters;
    private int position;

    Pipeline(Filter[] filters) {
        this.filters = filters;
    }

    int serve(Exchange exchange, String clientAddress) throws IOException, ServletException {
        exchange.begin(clientAddress);
        position = 0;
        doFilter(exchange.request(), exchange.response());
        return exchange.finish();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        if (position < filters.length) {
            filters[position++].doFilter(request, response, this);
            return;
        }
        request.setAttribute(ROUTE, BrowserHeaders.PATH);
        response.setContentType("application/json");
        OutputStream body = response.getOutputStream();
        body.write(BODY);
        body.flush();
    }
}
