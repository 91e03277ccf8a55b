package dev.gatehouse.autoconfigure.access;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.method.HandlerMethod;

/** Tells handlers that come with a library from those of the service. */
final class LibraryHandlers {

    private final List<String> packages = new ArrayList<>(List.of("dev.gatehouse.autoconfigure."));

    LibraryHandlers(EndpointGuardProperties properties) {
        properties.libraries().forEach(name -> packages.add(name.endsWith(".") ? name : name + "."));
    }

    boolean contain(HandlerMethod handler) {
        return contain(handler.getBeanType());
    }

    boolean contain(Class<?> type) {
        return packages.stream().anyMatch(type.getName()::startsWith);
    }
}
