package dev.gatehouse.limits;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * How large the bodies of some requests may be.
 *
 * @param requests which requests
 * @param mediaTypes which types of body; empty for any, also for a body without a type
 * @param maxSize largest body in bytes, 0 or more
 */
public record BodyLimit(RequestMatcher requests, List<MediaRange> mediaTypes, long maxSize) {

    /**
     * Copies the list and checks the range.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public BodyLimit {
        mediaTypes = List.copyOf(mediaTypes);
        if (maxSize < 0) {
            throw new IllegalArgumentException(maxSize + " is not the size of a body. Use 0 or more.");
        }
    }

    boolean covers(HttpServletRequest request) {
        return coversType(request) && requests.matches(request);
    }

    private boolean coversType(HttpServletRequest request) {
        if (mediaTypes.isEmpty()) {
            return true;
        }
        String contentType = request.getHeader("Content-Type");
        for (int i = 0; i < mediaTypes.size(); i++) {
            if (mediaTypes.get(i).includes(contentType)) {
                return true;
            }
        }
        return false;
    }
}
