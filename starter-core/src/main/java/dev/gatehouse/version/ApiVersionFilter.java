package dev.gatehouse.version;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the version of the API on every answer, errors and refusals included, unless the application sets the header
 * itself. Which version that is may become known on the way: {@link #serve}. Stands outside everything that answers, for
 * the dispatches REQUEST, ASYNC and ERROR. Thread-safe.
 */
public final class ApiVersionFilter extends HttpRequestFilter {

    private static final String ANSWERED = ApiVersionFilter.class.getName();

    private final String header;
    private final @Nullable String version;

    /**
     * Creates the filter.
     *
     * @param settings the header and the version that holds where no other is known
     */
    public ApiVersionFilter(ApiVersionSettings settings) {
        this.header = settings.header();
        this.version = settings.version();
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        HookedResponse response = HookedResponse.of(request, original);
        response.addHook(served(request));
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            response.settle();
        }
    }

    /** In an async or error dispatch the version that the request came for is still the one that served. */
    private Served served(HttpServletRequest request) {
        if (request.getAttribute(ANSWERED) instanceof Served earlier) {
            return earlier;
        }
        Served served = new Served(header, version);
        request.setAttribute(ANSWERED, served);
        return served;
    }

    /**
     * Says which version serves a request, once that is known. Does nothing for a request that did not pass this filter,
     * and for a version that cannot stand in a header.
     *
     * @param request the request
     * @param version the version
     */
    public static void serve(HttpServletRequest request, String version) {
        if (request.getAttribute(ANSWERED) instanceof Served served && ApiVersionSettings.isVersion(version)) {
            served.version = version;
        }
    }

    private static final class Served implements ResponseHook {

        private final String header;
        private @Nullable String version;

        Served(String header, @Nullable String version) {
            this.header = header;
            this.version = version;
        }

        @Override
        public void beforeCommit(HttpServletResponse response) {
            if (version != null && !response.containsHeader(header)) {
                response.setHeader(header, version);
            }
        }
    }
}
