package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/**
 * Which origins are meant: one ({@code https://app.example.com}), all subdomains of a name
 * ({@code https://*.example.com}, any depth, not {@code example.com} itself), either on any port
 * ({@code http://localhost:*}), or any origin ({@code *}). An origin is parsed and then compared part by part, a name
 * label by label: {@code https://evilexample.com} and {@code https://evil.com/.example.com} are no subdomains. Immutable,
 * thread-safe.
 */
public final class OriginPattern {

    private static final String ANY_TEXT = "*";
    private static final String ANY_PORT = ":*";
    private static final String ANY_SUBDOMAIN = "://*.";
    private static final OriginPattern ANY = new OriginPattern(ANY_TEXT, null, "", true);

    private final String text;
    private final @Nullable Origin base;
    private final String suffix;
    private final boolean anyPort;

    private OriginPattern(String text, @Nullable Origin base, String suffix, boolean anyPort) {
        this.text = text;
        this.base = base;
        this.suffix = suffix;
        this.anyPort = anyPort;
    }

    /**
     * Reads a pattern.
     *
     * @param text an origin, {@code *} in the place of the leading labels or of the port, or {@code *} alone
     * @return the pattern
     * @throws IllegalArgumentException if the text is no pattern, with a message that says what to write
     */
    public static OriginPattern of(String text) {
        if (text.equals(ANY_TEXT)) {
            return ANY;
        }
        boolean anyPort = text.endsWith(ANY_PORT);
        String origin = anyPort ? text.substring(0, text.length() - ANY_PORT.length()) : text;
        int wildcard = origin.indexOf(ANY_SUBDOMAIN);
        if (wildcard < 0) {
            return ofBase(text, origin, "", anyPort);
        }
        int name = wildcard + ANY_SUBDOMAIN.length();
        String named = origin.substring(0, wildcard) + "://" + origin.substring(name);
        Origin base = Origin.parse(named);
        if (base == null) {
            throw notAPattern(text);
        }
        if (IpAddress.parseUriHost(base.host()) != null) {
            throw new IllegalArgumentException("'" + text + "' has an address behind the star. Addresses have no"
                    + " subdomains: write " + named + ".");
        }
        if (base.host().indexOf('.') < 0 && !base.host().equals("localhost")) {
            throw new IllegalArgumentException("'" + text + "' would admit everybody's names. Write at least two labels"
                    + " behind the star, e.g. https://*.example.com.");
        }
        return ofBase(text, named, "." + base.host(), anyPort);
    }

    private static OriginPattern ofBase(String text, String origin, String suffix, boolean anyPort) {
        Origin base = Origin.parse(origin);
        if (base == null || (anyPort && !base.hasDefaultPort())) {
            throw text.indexOf('*') < 0 ? OriginText.notAnOrigin(text) : notAPattern(text);
        }
        String start = suffix.isEmpty() ? base.toString() : base.toString().replace("://", ANY_SUBDOMAIN);
        return new OriginPattern(anyPort ? start + ANY_PORT : start, base, suffix, anyPort);
    }

    private static IllegalArgumentException notAPattern(String text) {
        return new IllegalArgumentException("'" + text + "' is not an origin or a pattern of origins. A star stands for"
                + " the leading labels (https://*.example.com), for the port (http://localhost:*), or alone for any"
                + " origin.");
    }

    /**
     * Tells whether an origin is meant.
     *
     * @param origin an origin
     * @return true if it is
     */
    public boolean matches(Origin origin) {
        if (base == null) {
            return true;
        }
        return (anyPort || base.port() == origin.port())
                && base.scheme().equals(origin.scheme())
                && (suffix.isEmpty()
                        ? base.host().equals(origin.host())
                        : origin.host().endsWith(suffix));
    }

    /**
     * Tells whether this is {@code *}.
     *
     * @return true if every origin is meant
     */
    public boolean isAny() {
        return base == null;
    }

    /**
     * Gives the origin if exactly one is meant.
     *
     * @return the origin, or null if there may be several
     */
    public @Nullable Origin single() {
        return suffix.isEmpty() && !anyPort ? base : null;
    }

    /**
     * Gives the origin whose subdomains or ports are meant, or which is meant itself.
     *
     * @return the origin without stars, or null for {@code *}
     */
    public @Nullable Origin base() {
        return base;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OriginPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Gives the pattern in canonical form. */
    @Override
    public String toString() {
        return text;
    }
}
