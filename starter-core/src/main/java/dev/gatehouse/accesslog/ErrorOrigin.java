package dev.gatehouse.accesslog;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** The request that an error dispatch is about: the dispatch itself shows the path of the error page. */
final class ErrorOrigin extends HttpServletRequestWrapper {

    ErrorOrigin(HttpServletRequest dispatched) {
        super(dispatched);
    }

    @Override
    public String getRequestURI() {
        return getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri ? uri : super.getRequestURI();
    }

    @Override
    public String getMethod() {
        return getAttribute(RequestDispatcher.ERROR_METHOD) instanceof String method ? method : super.getMethod();
    }
}
