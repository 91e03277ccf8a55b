package dev.gatehouse.autoconfigure.version;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Finds the mappings of a handler method. Goes through all of them: to be asked once per handler. */
final class HandlerRoutes {

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    HandlerRoutes(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    List<RequestMappingInfo> of(HandlerMethod handler) {
        return mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> isSame(entry.getValue(), handler))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<HandlerMethod> all() {
        return mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .toList();
    }

    private static boolean isSame(HandlerMethod one, HandlerMethod other) {
        return one.getMethod().equals(other.getMethod()) && one.getBeanType() == other.getBeanType();
    }
}
