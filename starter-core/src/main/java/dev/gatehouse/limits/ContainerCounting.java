package dev.gatehouse.limits;

/**
 * Tells whether the container counts bodies and headers itself, below everything that reads them. Until it says so the
 * filter does it in the portable way: by wrapping the request, which does not reach what the container reads on its own
 * (forms and multipart), so that these then need a {@code Content-Length}. Thread-safe.
 */
public final class ContainerCounting {

    /** The request attribute that holds the {@link LimitViolation} which the container found in the headers. */
    public static final String HEADER_VIOLATION = "dev.gatehouse.limits.header-violation";

    private volatile boolean inPlace;

    /**
     * Called by the container's part when it starts. From then on it hands every request that may have a body a
     * {@link BodyMeter} and looks at the headers of every request.
     */
    public void takeOver() {
        inPlace = true;
    }

    boolean isInPlace() {
        return inPlace;
    }
}
