package dev.gatehouse.autoconfigure.web;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.springframework.web.method.HandlerMethod;

/**
 * What is known of handler methods, found out once for each. A look-up allocates nothing for a method that its own class
 * declares. Thread-safe.
 *
 * @param <T> what is known
 */
public final class PerHandler<T> {

    private final Function<HandlerMethod, T> reader;
    private final ConcurrentMap<Method, T> declared = new ConcurrentHashMap<>();
    private final ConcurrentMap<Inherited, T> inherited = new ConcurrentHashMap<>();

    /**
     * Creates an empty cache.
     *
     * @param reader finds out, from the method and its class alone; never gives null
     */
    public PerHandler(Function<HandlerMethod, T> reader) {
        this.reader = reader;
    }

    /**
     * Gives what is known of a handler.
     *
     * @param handler the handler
     * @return what the reader found
     */
    public T of(HandlerMethod handler) {
        Method method = handler.getMethod();
        if (method.getDeclaringClass() == handler.getBeanType()) {
            T known = declared.get(method);
            return known != null ? known : declared.computeIfAbsent(method, same -> reader.apply(handler));
        }
        return inherited.computeIfAbsent(new Inherited(handler.getBeanType(), method), same -> reader.apply(handler));
    }

    private record Inherited(Class<?> type, Method method) {}
}
