package dev.gatehouse.autoconfigure.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FrameworkServlet;

/**
 * Tells the servlet of Spring MVC, below whose own prefix the paths of handlers begin, from the others, of which Spring MVC knows
 * nothing. A second {@code DispatcherServlet} with a context of its own, and so with handlers of its own, is another one. Found
 * out once for each servlet. Thread-safe.
 */
public final class MappedServlet {

    private static final String ATTRIBUTE = MappedServlet.class.getName();
    private static final String USUAL_NAME = "dispatcherServlet";

    private MappedServlet() {}

    /**
     * Tells whether a request goes to Spring MVC.
     *
     * @param request the request, in whatever dispatch
     * @return true unless the container names another servlet
     */
    public static boolean isOfSpringMvc(HttpServletRequest request) {
        HttpServletMapping mapping = mapping(request);
        return mapping == null || isOfSpringMvc(request.getServletContext(), mapping.getServletName());
    }

    /**
     * Tells whether a request goes to nothing but the answer 404, for paths that filters answer.
     *
     * @param request the request, in whatever dispatch
     * @return true if the servlet is {@link AnsweredPaths#SERVLET}
     */
    public static boolean isNothing(HttpServletRequest request) {
        HttpServletMapping mapping = mapping(request);
        return mapping != null && AnsweredPaths.SERVLET.equals(mapping.getServletName());
    }

    /** An include keeps the mapping of what includes. */
    static @Nullable HttpServletMapping mapping(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.INCLUDE_MAPPING) instanceof HttpServletMapping included
                ? included
                : request.getHttpServletMapping();
    }

    private static boolean isOfSpringMvc(ServletContext context, String servlet) {
        Boolean known = known(context).get(servlet);
        return known == null ? findOut(context, servlet) : known;
    }

    @SuppressWarnings("unchecked")
    private static ConcurrentMap<String, Boolean> known(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof ConcurrentMap<?, ?> known) {
            return (ConcurrentMap<String, Boolean>) known;
        }
        ConcurrentMap<String, Boolean> known = new ConcurrentHashMap<>();
        context.setAttribute(ATTRIBUTE, known);
        return known;
    }

    private static boolean findOut(ServletContext context, String servlet) {
        ServletRegistration registration = context.getServletRegistration(servlet);
        if (registration == null) {
            return true;
        }
        boolean found = isDispatcherServlet(registration.getClassName())
                && (servlet.equals(USUAL_NAME) || hasHandlersOfTheService(context, servlet));
        known(context).put(servlet, found);
        return found;
    }

    /** The container makes a servlet ready before its first request passes the filters. */
    private static boolean hasHandlersOfTheService(ServletContext context, String servlet) {
        WebApplicationContext service = WebApplicationContextUtils.getWebApplicationContext(context);
        return service != null && context.getAttribute(FrameworkServlet.SERVLET_CONTEXT_PREFIX + servlet) == service;
    }

    private static boolean isDispatcherServlet(@Nullable String className) {
        try {
            return className != null
                    && DispatcherServlet.class.isAssignableFrom(
                            ClassUtils.forName(className, ClassUtils.getDefaultClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
