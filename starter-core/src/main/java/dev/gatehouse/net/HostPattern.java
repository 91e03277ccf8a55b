package dev.gatehouse.net;

import java.net.IDN;
import org.jspecify.annotations.Nullable;

/**
 * A host or a group of hosts: a name ({@code api.example.com}), all names below one ({@code *.example.com}, any number
 * of labels, not {@code example.com} itself), an address ({@code 192.0.2.1}, {@code [2001:db8::1]}), each with or
 * without a port, or a network ({@code 10.0.0.0/8}). Without a port every port is meant; port 80 and 443 also stand for
 * a host without one. Names are compared without regard to case or one dot at the end, addresses by their bits.
 * Immutable, thread-safe.
 */
public final class HostPattern {

    private static final String WILDCARD = "*.";

    private final @Nullable String name;
    private final boolean subdomains;
    private final @Nullable Cidr network;
    private final int port;

    private HostPattern(@Nullable String name, boolean subdomains, @Nullable Cidr network, int port) {
        this.name = name;
        this.subdomains = subdomains;
        this.network = network;
        this.port = port;
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern, without scheme and path; an international name in its A-label form
     * @return the pattern
     * @throws IllegalArgumentException if the text is no pattern, with a message that says what to write
     */
    public static HostPattern of(String text) {
        requireNoUrl(text);
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return ofNetwork(text, slash);
        }
        if (text.startsWith(WILDCARD)) {
            return ofName(text, WILDCARD.length(), true);
        }
        return ofName(text, 0, false);
    }

    private static HostPattern ofNetwork(String text, int slash) {
        if (slash == 0 || !isAddress(text.substring(0, slash))) {
            throw invalid(text, "It has a path. Write the host alone, e.g. " + suggestion(text, slash) + ".");
        }
        return new HostPattern(null, false, Cidr.of(text), HostText.NO_PORT);
    }

    private static boolean isAddress(String text) {
        return IpAddress.parse(text) != null;
    }

    private static HostPattern ofName(String text, int from, boolean subdomains) {
        long scanned = HostText.scan(text, from, text.length());
        if (scanned == HostText.MALFORMED) {
            throw malformed(text);
        }
        int port = HostText.port(scanned);
        if (!HostText.isAddress(scanned)) {
            return new HostPattern(lower(text, from, HostText.end(scanned)), subdomains, null, port);
        }
        IpAddress address = HostText.address(text, from, scanned);
        if (address == null || subdomains) {
            throw malformed(text);
        }
        return new HostPattern(null, false, Cidr.of(address.toString()), port);
    }

    static String lower(String text, int from, int to) {
        StringBuilder lower = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            lower.append(HostText.lower(text.charAt(i)));
        }
        return lower.toString();
    }

    private static void requireNoUrl(String text) {
        if (text.equals("*")) {
            throw invalid(text, "It would cover every host. List the hosts of this service, or leave the list empty.");
        }
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            throw invalid(
                    text,
                    "It has a scheme. Write the host alone, e.g. " + suggestion(text.substring(scheme + 3)) + ".");
        }
    }

    private static String suggestion(String text) {
        int end = 0;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return suggestion(text, end);
    }

    private static String suggestion(String text, int end) {
        String host = text.substring(0, end);
        boolean usable = HostText.scan(host, 0, end) != HostText.MALFORMED;
        return usable ? host : "api.example.com";
    }

    private static IllegalArgumentException malformed(String text) {
        if (text.chars().anyMatch(c -> c > 0x7f)) {
            return invalid(text, "Write the name in its A-label form" + aLabel(text) + ".");
        }
        if (text.startsWith(".")) {
            return invalid(text, "Write *" + text + " for the names below, and " + text.substring(1) + " for itself.");
        }
        if (text.indexOf('*') >= 0) {
            return invalid(text, "A wildcard is a whole label in front, e.g. *.example.com.");
        }
        if (isAddress(text)) {
            return invalid(text, "Write an IPv6 address in brackets: [" + text + "].");
        }
        return invalid(
                text,
                "Write a name such as api.example.com or *.example.com, an address such as 192.0.2.1 or"
                        + " [2001:db8::1], each with a port (1 to 65535) or without, or a network such as 10.0.0.0/8.");
    }

    /** Java knows IDNA 2003, which spells these four characters otherwise than DNS does today: then nothing is offered. */
    private static String aLabel(String text) {
        if (text.chars().anyMatch(c -> c == '\u00df' || c == '\u03c2' || c == '\u200c' || c == '\u200d')) {
            return "";
        }
        int from = text.startsWith(WILDCARD) ? WILDCARD.length() : 0;
        int colon = text.indexOf(':');
        int to = colon < 0 ? text.length() : colon;
        try {
            String ascii = IDN.toASCII(text.substring(from, to), IDN.ALLOW_UNASSIGNED);
            boolean usable = HostText.scan(ascii, 0, ascii.length()) != HostText.MALFORMED;
            return usable ? ": " + text.substring(0, from) + ascii + text.substring(to) : "";
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // What has no such form cannot be offered.
            return "";
        }
    }

    private static IllegalArgumentException invalid(String text, String remedy) {
        return new IllegalArgumentException("'" + text + "' is not a host to compare with. " + remedy);
    }

    /** The name in lower case, that above the wildcard for one; null for addresses. */
    @Nullable
    String name() {
        return name;
    }

    boolean coversSubdomains() {
        return subdomains;
    }

    /** The network; null for names. */
    @Nullable
    Cidr network() {
        return network;
    }

    /** The port; {@link HostText#NO_PORT} for any. */
    int port() {
        return port;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostPattern pattern && toString().equals(pattern.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Gives the pattern in its canonical form, which {@link #of} reads again. */
    @Override
    public String toString() {
        String host = network == null ? (subdomains ? WILDCARD : "") + name : text(network);
        return port == HostText.NO_PORT ? host : host + ":" + port;
    }

    private static String text(Cidr network) {
        IpAddress address = network.network();
        if (network.prefixLength() < address.bitLength()) {
            return network.toString();
        }
        return address.isV4() ? address.toString() : "[" + address + "]";
    }
}
