package dev.gatehouse.autoconfigure.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/**
 * Maps paths that filters answer to a servlet where the application has none: with {@code spring.mvc.servlet.path} the
 * container would answer 404 before any filter. Comes last, so that what the application maps stays as it is.
 */
final class UnmappedPaths implements ServletContextInitializer {

    private final Stream<AnsweredPaths> answered;

    UnmappedPaths(Stream<AnsweredPaths> answered) {
        this.answered = answered;
    }

    @Override
    public void onStartup(ServletContext context) {
        Collection<? extends ServletRegistration> servlets =
                context.getServletRegistrations().values();
        String[] unmapped = answered.flatMap(some -> some.paths().stream())
                .distinct()
                .filter(path -> servlets.stream()
                        .flatMap(servlet -> servlet.getMappings().stream())
                        .noneMatch(mapping -> isMapped(path, mapping)))
                .toArray(String[]::new);
        if (unmapped.length > 0) {
            Servlet nothing = new NothingHere();
            ServletRegistration.Dynamic registration = context.addServlet(AnsweredPaths.SERVLET, nothing);
            registration.setAsyncSupported(true);
            registration.addMapping(unmapped);
        }
    }

    /** As the specification of servlets says (Servlet 6.1, 12.2), of which prefix, suffix and default count as any. */
    static boolean isMapped(String path, String mapping) {
        if (mapping.endsWith("/*")) {
            return (path + "/").startsWith(mapping.substring(0, mapping.length() - 1));
        }
        return mapping.equals("/")
                || mapping.equals(path)
                || (mapping.startsWith("*.") && path.endsWith(mapping.substring(1)));
    }
}
