package dev.gatehouse.autoconfigure.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Handlers without an annotation that says who may call them.
 *
 * @param enabled whether the start stops when a handler of the service says nothing; off, such a handler is only refused
 * @param libraries packages of handlers that cannot be annotated; they do not stop the start, and are refused until a path
 *     below opens them
 * @param publicPaths path patterns as in controllers, e.g. "/webjars/**", that are open to everybody where no annotation says
 *     otherwise; for static files and handlers of libraries
 * @param paths paths that need permissions where no annotation says otherwise; they come before the public ones
 */
@ConfigurationProperties("gatehouse.auth.endpoint-guard")
public record EndpointGuardProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue({"org.springframework.boot", "org.springdoc"})
        List<String> libraries,

        @DefaultValue List<String> publicPaths,
        @DefaultValue List<Path> paths) {

    static final String PREFIX = "gatehouse.auth.endpoint-guard";

    /** Copies the lists. */
    public EndpointGuardProperties {
        libraries = List.copyOf(libraries);
        publicPaths = List.copyOf(publicPaths);
        paths = List.copyOf(paths);
    }

    /**
     * Paths that need permissions.
     *
     * @param paths path patterns as in controllers, e.g. "/v3/api-docs/**"; at least one
     * @param permissions permissions, all of which are needed; at least one
     */
    public record Path(
            @DefaultValue List<String> paths, @DefaultValue List<String> permissions) {

        /** Copies the lists. */
        public Path {
            paths = List.copyOf(paths);
            permissions = List.copyOf(permissions);
        }
    }
}
