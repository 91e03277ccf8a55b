package dev.gatehouse.autoconfigure.net;

import java.util.List;

/**
 * Paths of probes that a feature adds to the configured ones.
 *
 * @param patterns path patterns below the context path, e.g. "/health/**"
 */
public record ProbePaths(List<String> patterns) {

    /** Copies the list. */
    public ProbePaths {
        patterns = List.copyOf(patterns);
    }
}
