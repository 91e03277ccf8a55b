package dev.gatehouse.autoconfigure.tomcat;

import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;

/**
 * Redirects the context path to itself with a slash at its end, as Tomcat does where nothing has looked at the request yet.
 * Ends here, behind the limits; for the dispatch REQUEST and the one path. Stateless.
 */
final class ContextRootRedirect extends HttpRequestFilter {

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // The container takes the path with the slash for the same.
        if (request.getServletPath().isEmpty() && request.getPathInfo() == null) {
            redirect(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The path in the request is its client's spelling, which may look like another host. */
    private static void redirect(HttpServletRequest request, HttpServletResponse response) {
        String root = request.getServletContext().getContextPath() + "/";
        String path = UriUtils.encodePath(root, StandardCharsets.UTF_8);
        String query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.LOCATION, query == null ? path : path + "?" + query);
    }
}
