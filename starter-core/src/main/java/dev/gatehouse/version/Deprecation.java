package dev.gatehouse.version;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What clients are told about an endpoint that goes. Its headers are written once, when it is made. Immutable. */
public final class Deprecation {

    private static final String HEADER = "Deprecation";
    private static final String SUNSET = "Sunset";
    private static final String LINK = "Link";

    private final DeprecationDate since;
    private final @Nullable DeprecationDate sunset;
    private final @Nullable DeprecationLink successor;
    private final @Nullable DeprecationLink documentation;
    private final String sinceHeader;
    private final @Nullable String sunsetHeader;
    private final @Nullable String linkHeader;

    /**
     * Creates a deprecation.
     *
     * @param since since when it holds; may lie ahead
     * @param sunset from when on the endpoint may no longer answer; null if that is not decided
     * @param successor what replaces the endpoint (RFC 5829, 3.3); null for nothing
     * @param documentation where people read about it (RFC 9745, 3); null for nowhere
     * @param sunsetPolicy where people read about the end (RFC 8594, 6); null for nowhere
     * @throws IllegalArgumentException if the sunset is not after {@code since}
     */
    public Deprecation(
            DeprecationDate since,
            @Nullable DeprecationDate sunset,
            @Nullable DeprecationLink successor,
            @Nullable DeprecationLink documentation,
            @Nullable DeprecationLink sunsetPolicy) {
        if (sunset != null && !sunset.instant().isAfter(since.instant())) {
            throw new IllegalArgumentException("The sunset " + sunset + " is not after " + since
                    + ", since when the endpoint is deprecated. Use a later one.");
        }
        this.since = since;
        this.sunset = sunset;
        this.successor = successor;
        this.documentation = documentation;
        this.sinceHeader = since.toStructuredDate();
        this.sunsetHeader = sunset == null ? null : sunset.toHttpDate();
        this.linkHeader = links(successor, documentation, sunsetPolicy);
    }

    /**
     * Reads an annotation.
     *
     * @param annotation the annotation
     * @return what it says
     * @throws IllegalArgumentException if one of its texts cannot be used; the message says what to write
     */
    public static Deprecation of(DeprecatedEndpoint annotation) {
        return new Deprecation(
                DeprecationDate.of(annotation.since()),
                annotation.sunset().isEmpty() ? null : DeprecationDate.of(annotation.sunset()),
                link(annotation.successor()),
                link(annotation.documentation()),
                link(annotation.sunsetPolicy()));
    }

    private static @Nullable DeprecationLink link(String text) {
        return text.isEmpty() ? null : DeprecationLink.of(text);
    }

    private static @Nullable String links(
            @Nullable DeprecationLink successor,
            @Nullable DeprecationLink documentation,
            @Nullable DeprecationLink sunsetPolicy) {
        StringJoiner links = new StringJoiner(", ");
        add(links, successor, "successor-version");
        add(links, documentation, "deprecation");
        add(links, sunsetPolicy, "sunset");
        return links.length() == 0 ? null : links.toString();
    }

    private static void add(StringJoiner links, @Nullable DeprecationLink link, String relation) {
        if (link != null) {
            links.add("<" + link.target() + ">; rel=\"" + relation + "\"");
        }
    }

    /**
     * Puts the headers on an answer, beside {@code Link} headers that are there already.
     *
     * @param response the answer
     */
    public void announce(HttpServletResponse response) {
        response.setHeader(HEADER, sinceHeader);
        if (sunsetHeader != null) {
            response.setHeader(SUNSET, sunsetHeader);
        }
        if (linkHeader != null) {
            response.addHeader(LINK, linkHeader);
        }
    }

    /** A handler that sets a {@code Link} of its own, for pages say, replaces all that stand there. */
    void announceIfLost(HttpServletResponse response) {
        setIfAbsent(response, HEADER, sinceHeader);
        setIfAbsent(response, SUNSET, sunsetHeader);
        if (linkHeader != null && !response.getHeaders(LINK).contains(linkHeader)) {
            response.addHeader(LINK, linkHeader);
        }
    }

    private static void setIfAbsent(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null && !response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }

    /**
     * Tells whether the sunset is past.
     *
     * @param now the present
     * @return true from the very second of the sunset on; false if there is none
     */
    public boolean isPast(Instant now) {
        return sunset != null && !now.isBefore(sunset.instant());
    }

    public DeprecationDate since() {
        return since;
    }

    public @Nullable DeprecationDate sunset() {
        return sunset;
    }

    public @Nullable DeprecationLink successor() {
        return successor;
    }

    public @Nullable DeprecationLink documentation() {
        return documentation;
    }

    @Override
    public String toString() {
        return "since " + since + (sunset == null ? "" : ", until " + sunset)
                + (successor == null ? "" : ", then " + successor);
    }
}
