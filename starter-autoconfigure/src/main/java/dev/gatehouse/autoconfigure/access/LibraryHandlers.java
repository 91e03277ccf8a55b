package dev.gatehouse.autoconfigure.access;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.method.HandlerMethod;

/** Tells handlers that come with a library from those of the service. */
final class LibraryHandlers {

    static final String SPRING_MVC = "org.springframework.web.servlet.";

    private final List<String> packages = new ArrayList<>(List.of("dev.gatehouse.autoconfigure.error.", SPRING_MVC));

    LibraryHandlers(EndpointGuardProperties properties) {
        properties.libraries().forEach(name -> packages.add(name.endsWith(".") ? name : name + "."));
    }

    boolean contain(HandlerMethod handler) {
        return packages.stream().anyMatch(handler.getBeanType().getName()::startsWith);
    }
}
