package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/**
 * A host with or without a port, to build a URL with (RFC 3986, 3.2, without user information). Immutable.
 *
 * @param host a name in lower case without a dot at its end, an IPv4 address, or an IPv6 address in brackets
 * @param port the port; -1 for none
 */
public record Authority(String host, int port) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the host is not in its canonical form or the port not -1 or 1 to 65535
     */
    public Authority {
        long scanned = HostText.scan(host, 0, host.length());
        if (scanned == HostText.MALFORMED
                || HostText.port(scanned) != HostText.NO_PORT
                || !host.equals(canonical(host, scanned))) {
            throw invalid(host);
        }
        if (port != HostText.NO_PORT && (port < 1 || port > 65_535)) {
            throw new IllegalArgumentException(port + " is not a port. Use 1 to 65535.");
        }
    }

    /**
     * Reads what somebody configured.
     *
     * @param text a host with or without a port
     * @return the authority
     * @throws IllegalArgumentException if the text is none, with a message that says what to write
     */
    public static Authority of(String text) {
        Authority authority = parse(text);
        if (authority == null) {
            throw invalid(text);
        }
        return authority;
    }

    /**
     * Reads text that may be anything.
     *
     * @param text hostile or not, of any length
     * @return the authority, or null if the text is none
     */
    public static @Nullable Authority parse(String text) {
        long scanned = HostText.scan(text, 0, text.length());
        String host = scanned == HostText.MALFORMED ? null : canonical(text, scanned);
        return host == null ? null : new Authority(host, HostText.port(scanned));
    }

    private static @Nullable String canonical(String text, long scanned) {
        if (!HostText.isAddress(scanned)) {
            return HostPattern.lower(text, 0, HostText.end(scanned));
        }
        IpAddress address = HostText.address(text, 0, scanned);
        if (address == null) {
            return null;
        }
        return address.isV4() ? address.toString() : "[" + address + "]";
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("'" + text + "' is not a host. Write it without scheme and path, e.g."
                + " www.example.com, 192.0.2.1 or [2001:db8::1]; an international name in its A-label form.");
    }

    /** Gives the text that stands in a URL. */
    @Override
    public String toString() {
        return port == HostText.NO_PORT ? host : host + ":" + port;
    }
}
