package dev.gatehouse.upload.multipart;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a request that was taken apart before it got here: by a filter further out, or because it never had a
 * body, as the requests of some test frameworks. Such a request needs no boundary. Thread-safe.
 */
@FunctionalInterface
public interface ResolvedParts {

    /**
     * Finds the parts.
     *
     * @param request a request with a {@code Content-Type} of parts of a form
     * @return all parts that an endpoint can get; null if the container is to take the request apart
     * @throws IOException if reading fails
     * @throws ServletException if the container cannot take a part of the request apart after all
     */
    @Nullable
    Collection<Part> of(HttpServletRequest request) throws IOException, ServletException;
}
