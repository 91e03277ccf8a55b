package dev.gatehouse.autoconfigure.error;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Spring's filter refuses a forwarded header that it cannot read by {@code sendError}, and refuses the error dispatch for the same
 * header again, so that nobody writes the error. This lets such a dispatch go on as if it had no forwarded headers. Thread-safe.
 */
final class ForwardedErrors implements Filter {

    private final ForwardedHeaderFilter target;

    ForwardedErrors(ForwardedHeaderFilter target) {
        this.target = target;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        target.init(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.ERROR
                || !(response instanceof HttpServletResponse httpResponse)) {
            target.doFilter(request, response, chain);
            return;
        }
        Refusable refusable = new Refusable(httpResponse);
        target.doFilter(request, refusable, (wrapped, same) -> {
            refusable.passed = true;
            chain.doFilter(wrapped, same);
        });
        if (!refusable.passed) {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        target.destroy();
    }

    /** Takes no error from the filter itself. */
    private static final class Refusable extends HttpServletResponseWrapper {

        private boolean passed;

        Refusable(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            if (passed) {
                super.sendError(status);
            }
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            if (passed) {
                super.sendError(status, message);
            }
        }
    }
}
