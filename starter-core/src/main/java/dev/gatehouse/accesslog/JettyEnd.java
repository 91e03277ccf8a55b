package dev.gatehouse.accesslog;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The end of a request in Jetty. To listeners Jetty tells the end of each dispatch: while asynchronous work goes on, and
 * before it makes the dispatch of an error. That of the request it tells in a way of its own, which is found by name, for
 * core knows no container.
 *
 * @param request gives Jetty's request to that of a servlet
 * @param tell has something called when such a request is complete
 */
record JettyEnd(Method request, Method tell) {

    private static final String PACKAGES = "org.eclipse.jetty.";
    private static final ClassValue<Optional<JettyEnd>> KNOWN = new ClassValue<>() {
        @Override
        protected Optional<JettyEnd> computeValue(Class<?> type) {
            return type.getName().startsWith(PACKAGES) ? of(type) : Optional.empty();
        }
    };

    private static Optional<JettyEnd> of(Class<?> servletRequest) {
        try {
            Class<?> type = Class.forName(PACKAGES + "server.Request", false, servletRequest.getClassLoader());
            return Optional.of(new JettyEnd(
                    servletRequest.getMethod("getRequest"),
                    type.getMethod("addCompletionListener", type, Consumer.class)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
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
        Optional<JettyEnd> end = KNOWN.get(request.getClass());
        return end.isPresent() && end.get().isTold(request, action);
    }

    private boolean isTold(ServletRequest servletRequest, Runnable action) {
        try {
            tell.invoke(null, request.invoke(servletRequest), (Consumer<Throwable>) failure -> action.run());
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
