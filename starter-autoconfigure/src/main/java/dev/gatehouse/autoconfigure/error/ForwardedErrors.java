package dev.gatehouse.autoconfigure.error;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Spring's filter refuses a forwarded header that it cannot read by {@code sendError}, and refuses the error dispatch for the same
 * header again, so that nobody writes the error. This lets such a dispatch go on as if it had no forwarded headers. All else it
 * leaves to the filter that it stands for. Thread-safe.
 */
final class ForwardedErrors extends ForwardedHeaderFilter {

    private final ForwardedHeaderFilter target;

    ForwardedErrors(ForwardedHeaderFilter target) {
        this.target = target;
    }

    @Override
    public void setUseForwardedPrefix(boolean useForwardedPrefix) {
        target.setUseForwardedPrefix(useForwardedPrefix);
    }

    @Override
    public void setRemoveOnly(boolean removeOnly) {
        target.setRemoveOnly(removeOnly);
    }

    @Override
    public void setRelativeRedirects(boolean relativeRedirects) {
        target.setRelativeRedirects(relativeRedirects);
    }

    @Override
    protected void initFilterBean() throws ServletException {
        FilterConfig config = getFilterConfig();
        if (config != null) {
            target.init(config);
        }
    }

    /** The other filter has the same name, and would take itself for done. */
    @Override
    protected String getAlreadyFilteredAttributeName() {
        return super.getAlreadyFilteredAttributeName() + ".errors";
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            target.doFilter(request, response, chain);
            return;
        }
        Refusable refusable = new Refusable(response);
        target.doFilter(request, refusable, (wrapped, same) -> {
            refusable.passed = true;
            chain.doFilter(wrapped, same);
        });
        if (!refusable.passed) {
            chain.doFilter(request, response);
        }
    }

    @Override
    protected void doFilterNestedErrorDispatch(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        doFilterInternal(request, response, chain);
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
