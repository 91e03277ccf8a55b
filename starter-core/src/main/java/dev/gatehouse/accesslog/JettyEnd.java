package dev.gatehouse.accesslog;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;

/**
 * The end of a request in Jetty. To listeners Jetty tells the end of each dispatch: while asynchronous work goes on, and
 * before it makes the dispatch of an error. That of the request it tells in a way of its own, which is found by name, for
 * core knows no container.
 */
final class JettyEnd {

    private static final String PACKAGES = "org.eclipse.jetty.";

    /**
     * Of a request of Jetty: what gives Jetty's own for it, and what has something called when that is complete. The class of the
     * request holds this, also when the application is gone, so nothing here may belong to the application.
     */
    private static final ClassValue<List<Method>> KNOWN = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return type.getName().startsWith(PACKAGES) ? of(type) : List.of();
        }
    };

    private JettyEnd() {}

    private static List<Method> of(Class<?> servletRequest) {
        try {
            Class<?> type = Class.forName(PACKAGES + "server.Request", false, servletRequest.getClassLoader());
            return List.of(
                    servletRequest.getMethod("getRequest"),
                    type.getMethod("addCompletionListener", type, Consumer.class));
        } catch (ReflectiveOperationException e) {
            return List.of();
        }
    }

    /**
     * Has something done when the answer is complete.
     *
     * @param request the container's request
     * @param action what is done then
     * @return false if it will not be done, for this is no request of Jetty
     */
    static boolean tell(ServletRequest request, Runnable action) {
        List<Method> end = KNOWN.get(request.getClass());
        return !end.isEmpty() && isTold(end.get(0), end.get(1), request, action);
    }

    private static boolean isTold(Method request, Method tell, ServletRequest servletRequest, Runnable action) {
        try {
            tell.invoke(null, request.invoke(servletRequest), (Consumer<Throwable>) failure -> action.run());
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
