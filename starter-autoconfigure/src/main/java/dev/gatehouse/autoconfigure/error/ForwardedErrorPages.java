package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.web.ErrorDispatch;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;

/**
 * In a WAR a filter of Spring Boot sends errors on to their pages, by a forward like any other. This tells which ones are its own:
 * it alone gets a request that says so, and the application the one that came in. Thread-safe.
 */
final class ForwardedErrorPages extends ErrorPageFilter {

    private final ErrorPageFilter target;

    ForwardedErrorPages(ErrorPageFilter target) {
        this.target = target;
    }

    @Override
    public void addErrorPages(ErrorPage... pages) {
        target.addErrorPages(pages);
    }

    @Override
    public int getOrder() {
        return target.getOrder();
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        target.init(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest) {
            target.doFilter(new OfFilter(httpRequest), response, (ofFilter, passed) -> chain.doFilter(request, passed));
        } else {
            target.doFilter(request, response, chain);
        }
    }

    @Override
    public void destroy() {
        target.destroy();
    }

    private static final class OfFilter extends HttpServletRequestWrapper {

        OfFilter(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable RequestDispatcher getRequestDispatcher(String page) {
            RequestDispatcher dispatcher = super.getRequestDispatcher(page);
            return dispatcher == null ? null : new ToErrorPage(page, dispatcher, getRequest());
        }
    }

    private record ToErrorPage(String page, RequestDispatcher dispatcher, ServletRequest request)
            implements RequestDispatcher {

        @Override
        public void forward(ServletRequest ofFilter, ServletResponse response) throws IOException, ServletException {
            ErrorDispatch.forward(dispatcher, page, request, response);
        }

        @Override
        public void include(ServletRequest ofFilter, ServletResponse response) throws IOException, ServletException {
            dispatcher.include(request, response);
        }
    }
}
