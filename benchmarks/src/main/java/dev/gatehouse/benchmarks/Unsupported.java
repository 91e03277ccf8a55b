package dev.gatehouse.benchmarks;

import java.lang.reflect.Proxy;

/** Stands behind a stub for what the stub does not do itself: says which method is missing. */
final class Unsupported {

    private Unsupported() {}

    static <T> T of(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException("The stub lacks " + method + ".");
                }));
    }
}
