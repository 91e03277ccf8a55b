package dev.gatehouse.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.util.ClassUtils;

/** A library that a service need not have. For what no bean could replace; elsewhere a condition asks for its classes. */
public enum OptionalLibrary {
    /** Spring Security. */
    SPRING_SECURITY("org.springframework.security.core.context.SecurityContextHolder"),
    /** Spring MVC. */
    SPRING_MVC("org.springframework.web.servlet.config.annotation.WebMvcConfigurer"),
    /** Observations of Micrometer, as Spring makes them of requests. */
    OBSERVATION("io.micrometer.observation.Observation", "org.springframework.web.filter.ServerHttpObservationFilter");

    private final List<String> types;

    OptionalLibrary(String... types) {
        this.types = List.of(types);
    }

    /**
     * Tells whether it is there.
     *
     * @param classes the class loader of the beans
     * @return true if all of it that we need is there
     */
    public boolean isPresent(@Nullable ClassLoader classes) {
        return types.stream().allMatch(type -> ClassUtils.isPresent(type, classes));
    }

    /** Native images find only classes by name that they are told of. */
    void hint(RuntimeHints hints, @Nullable ClassLoader classes) {
        types.forEach(type -> hints.reflection().registerTypeIfPresent(classes, type));
    }
}
