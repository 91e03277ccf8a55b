package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.version.Deprecation;
import dev.gatehouse.version.DeprecationRule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A deprecation of the properties. Without versions it holds for all of them, and for what has none. */
record ConfiguredDeprecation(
        String name,
        PathRequestMatcher paths,
        Set<Comparable<?>> versions,
        Deprecation deprecation,
        boolean goneAfterSunset) {

    boolean isForVersions() {
        return !versions.isEmpty();
    }

    boolean covers(HttpServletRequest request, Comparable<?> version) {
        return versions.contains(version) && paths.matches(request);
    }

    /** Tells whether it holds for a route, as far as its text tells. */
    boolean covers(String pattern, String method, @Nullable Comparable<?> version) {
        return (versions.isEmpty() || (version != null && versions.contains(version))) && paths.covers(pattern, method);
    }

    DeprecationRule toRule() {
        return new DeprecationRule(name, paths, deprecation, goneAfterSunset);
    }
}
