package dev.gatehouse.autoconfigure.web;

import java.util.Collection;
import java.util.List;

/**
 * Paths that a filter answers itself. A container runs filters only for what is mapped to some servlet, so that these are
 * mapped to one where nothing else is.
 *
 * @param paths paths below the context path, e.g. "/health/live"; no patterns
 */
public record AnsweredPaths(Collection<String> paths) {

    /** Name of the servlet they are mapped to. */
    public static final String SERVLET = "gatehouseNothingHere";

    /** Copies the paths. */
    public AnsweredPaths {
        paths = List.copyOf(paths);
    }
}
