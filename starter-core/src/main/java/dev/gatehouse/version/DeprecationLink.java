package dev.gatehouse.version;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a deprecation leads. Immutable.
 *
 * @param target the target as it stands in a {@code Link} header, in ASCII
 */
public record DeprecationLink(String target) {

    private static final String FORM = " Write a URL, e.g. https://docs.example.com/v2, or a path, e.g. /v2/orders.";

    /**
     * Checks that the target is a link.
     *
     * @throws IllegalArgumentException if it is neither a http or https URL nor a path from the root of the host
     */
    public DeprecationLink {
        target = checked(target.strip());
    }

    /**
     * Reads a link.
     *
     * @param text a http or https URL, or a path that starts with one slash
     * @return the link
     * @throws IllegalArgumentException if the text is neither; the message says what to write
     */
    public static DeprecationLink of(String text) {
        return new DeprecationLink(text);
    }

    private static String checked(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException("'" + text + "' is not a link." + FORM);
        }
        boolean isUrl = ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null;
        boolean isPath = uri.getScheme() == null && text.startsWith("/") && !text.startsWith("//");
        if (!isUrl && !isPath) {
            throw new IllegalArgumentException("'" + text + "' is not a link that clients could follow." + FORM);
        }
        return uri.toASCIIString();
    }

    @Override
    public String toString() {
        return target;
    }
}
