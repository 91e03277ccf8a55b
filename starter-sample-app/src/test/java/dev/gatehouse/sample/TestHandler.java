package dev.gatehouse.sample;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A handler for one test alone, taken away again: the service is that of other tests as well. */
public final class TestHandler {

    private TestHandler() {}

    /** Maps the method of that name to {@code /test/<name>} with what stands behind it, while something runs. */
    public static void with(
            RequestMappingHandlerMapping mapping, Object handlers, String name, String behind, Consumer<String> run) {
        String path = "/test/" + name;
        RequestMappingInfo info = RequestMappingInfo.paths(path + behind)
                .methods(RequestMethod.GET)
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(
                info,
                handlers,
                Stream.of(handlers.getClass().getDeclaredMethods())
                        .filter(candidate -> candidate.getName().equals(name))
                        .findAny()
                        .orElseThrow());
        try {
            run.accept(path);
        } finally {
            mapping.unregisterMapping(info);
        }
    }
}
