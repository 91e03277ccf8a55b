package dev.gatehouse.autoconfigure.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells the dispatch to an error page, which ends a request that was judged already, from what the page leads to. Tomcat calls a
 * forward inside an error dispatch an error dispatch, too, where other containers call it a forward.
 */
public final class ErrorDispatch {

    /** The location of the error page, as it was registered; Tomcat keeps it in all forwards from there. */
    private static final String PAGE_OF_TOMCAT = "org.apache.catalina.core.DISPATCHER_REQUEST_PATH";

    private ErrorDispatch() {}

    /**
     * Tells whether the container has sent a request on to one of its error pages.
     *
     * @param request the request, in whatever dispatch
     * @return false in all dispatches that are none of errors, and where an error page has sent the request on
     */
    public static boolean leadsToErrorPage(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                && (!(request.getAttribute(PAGE_OF_TOMCAT) instanceof String page) || isAt(page, request));
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
