package dev.gatehouse.autoconfigure.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Tells the dispatch to an error page, which ends a request that was judged already, from what the page leads to. Tomcat calls a
 * forward inside an error dispatch an error dispatch, too, where other containers call it a forward.
 */
public final class ErrorDispatch {

    /** The location of the error page, as it was registered; Tomcat keeps it in all forwards from there. */
    private static final String PAGE_OF_TOMCAT = "org.apache.catalina.core.DISPATCHER_REQUEST_PATH";

    /** The location of the error page to which a filter has sent a request on, as long as it is there. */
    private static final String PAGE_OF_FILTER = ErrorDispatch.class.getName() + ".PAGE";

    private ErrorDispatch() {}

    /**
     * Sends a request on to an error page where the container does not. Counts as an error dispatch, but where the page leads to
     * does not.
     *
     * @param dispatcher leads to the page
     * @param page its location, as it was registered
     * @param request the request whose handling failed
     * @param response its answer, not committed
     * @throws IOException if the page throws one
     * @throws ServletException if the page throws one
     */
    public static void forward(
            RequestDispatcher dispatcher, String page, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        request.setAttribute(PAGE_OF_FILTER, page);
        try {
            dispatcher.forward(request, response);
        } finally {
            request.removeAttribute(PAGE_OF_FILTER);
        }
    }

    /**
     * Tells whether the container, or Spring Boot's filter in a WAR, has sent a request on to one of its error pages.
     *
     * @param request the request, in whatever dispatch
     * @return false in all dispatches that are none of errors, and where an error page has sent the request on
     */
    public static boolean leadsToErrorPage(HttpServletRequest request) {
        return switch (request.getDispatcherType()) {
            case ERROR -> !(request.getAttribute(PAGE_OF_TOMCAT) instanceof String page) || isAt(page, request);
            case FORWARD -> request.getAttribute(PAGE_OF_FILTER) instanceof String page && isAt(page, request);
            default -> false;
        };
    }

    private static boolean isAt(String page, HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        int query = page.indexOf('?');
        int length = query < 0 ? page.length() : query;
        return uri.length() == context.length() + length
                && uri.startsWith(context)
                && uri.regionMatches(context.length(), page, 0, length);
    }
}
