package dev.gatehouse.concurrency;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request that has gone on asynchronously, and of a container as much as knows of its end. */
final class AsyncExchange {

    private final Map<String, Object> attributes = new HashMap<>();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final AsyncContext context = proxy(
            AsyncContext.class,
            (method, arguments) -> method.equals("addListener") ? listeners.add((AsyncListener) arguments[0]) : null);
    private final HttpServletRequest request = proxy(HttpServletRequest.class, this::ofRequest);
    private final HttpServletResponse response = proxy(HttpServletResponse.class, (method, arguments) -> null);

    private interface Answers {
        Object of(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.of(method.getName(), arguments)));
    }

    private Object ofRequest(String method, Object[] arguments) {
        return switch (method) {
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getRequestURI" -> "/search";
            case "isAsyncStarted" -> true;
            case "getAsyncContext" -> context;
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Ends the request as every container should. */
    void complete() throws IOException {
        for (AsyncListener listener : listeners) {
            listener.onComplete(new AsyncEvent(context));
        }
    }

    /** Ends the request without a word. */
    void forget() {
        listeners.clear();
    }
}
