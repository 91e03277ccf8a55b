package dev.gatehouse.net;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A web origin: scheme, host and port (RFC 6454; the {@code Origin} header of Fetch, 3.2). Compared part by part and
 * never as text: the case of scheme and host does not matter, the default port of {@code http} and {@code https} may be
 * written or left out, IPv6 is compared as an address. {@code null}, the origin of sandboxed documents, is no origin
 * here, since anybody can have it. Immutable, thread-safe.
 */
public final class Origin {

    private static final int NO_PORT = -1;

    private static final String SEPARATOR = "://";
    private static final int MAX_LENGTH = 512;

    private final String scheme;
    private final String host;
    private final int port;

    private Origin(String scheme, String host, int port) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    /**
     * Reads an origin that somebody configured.
     *
     * @param text an origin as browsers send it, e.g. {@code https://app.example.com}
     * @return the origin
     * @throws IllegalArgumentException if the text is none, with a message that says what to write
     */
    public static Origin of(String text) {
        Origin origin = parse(text);
        if (origin == null) {
            throw OriginText.notAnOrigin(text);
        }
        return origin;
    }

    /**
     * Reads an origin from text that may be anything. Only one serialized origin is read: no list, no path, no user, no
     * blank anywhere, and no host that a browser would spell differently, such as one in another script.
     *
     * @param text hostile or not, of any length
     * @return the origin, or null if the text is none
     */
    public static @Nullable Origin parse(String text) {
        int separator = text.length() > MAX_LENGTH ? -1 : text.indexOf(SEPARATOR);
        if (separator < 1 || !OriginText.isScheme(text, separator)) {
            return null;
        }
        int from = separator + SEPARATOR.length();
        int to = OriginText.hostEnd(text, from);
        String host = OriginText.host(text, from, to);
        if (host == null) {
            return null;
        }
        String scheme = scheme(text, separator);
        if (to == text.length()) {
            return new Origin(scheme, host, defaultPort(scheme));
        }
        int port = OriginText.port(text, to);
        return port < 0 ? null : new Origin(scheme, host, port);
    }

    private static String scheme(String text, int end) {
        if (end == 5 && text.startsWith("https")) {
            return "https";
        }
        if (end == 4 && text.startsWith("http")) {
            return "http";
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> NO_PORT;
        };
    }

    /**
     * Gives the scheme.
     *
     * @return the scheme in lower case, e.g. {@code https}
     */
    public String scheme() {
        return scheme;
    }

    /**
     * Gives the host.
     *
     * @return a name in lower case, an IPv4 address, or an IPv6 address in brackets and in canonical form
     */
    public String host() {
        return host;
    }

    /**
     * Gives the port, also where it is not written because it is the scheme's default.
     *
     * @return 0 to 65535; -1 for a scheme without a default when none is written
     */
    public int port() {
        return port;
    }

    boolean hasDefaultPort() {
        return port == defaultPort(scheme);
    }

    /**
     * Tells whether its pages come from the machine the browser runs on.
     *
     * @return true for {@code localhost}, names below it, and loopback addresses
     */
    public boolean isLocal() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && IpAddress.parse(host) != null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin origin
                && port == origin.port
                && host.equals(origin.host)
                && scheme.equals(origin.scheme);
    }

    @Override
    public int hashCode() {
        return (scheme.hashCode() * 31 + host.hashCode()) * 31 + port;
    }

    /** Gives the serialized origin, byte for byte as a browser sends it (RFC 6454, 6.2). */
    @Override
    public String toString() {
        String start = scheme + SEPARATOR + host;
        return hasDefaultPort() ? start : start + ":" + port;
    }
}
