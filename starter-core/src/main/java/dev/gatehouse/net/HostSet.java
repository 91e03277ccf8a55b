package dev.gatehouse.net;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of hosts that judges the text of one strictly and in one pass. A name costs no object and no search through the
 * patterns, however many there are; an address costs one object. Immutable, thread-safe.
 */
public final class HostSet {

    private final List<HostPattern> patterns;
    private final HostNames names;
    private final HostAddresses addresses;
    private final boolean withPorts;

    /** Most services have one host, however long their list is. Read and written without care: a stale one costs a look-up. */
    private @Nullable String lastCovered;

    private HostSet(List<HostPattern> patterns) {
        this.patterns = patterns;
        this.names = new HostNames(patterns);
        this.addresses = new HostAddresses(patterns);
        this.withPorts = patterns.stream().anyMatch(pattern -> pattern.port() != HostText.NO_PORT);
    }

    /**
     * Makes a set.
     *
     * @param patterns the patterns, in any order
     * @return the set of all hosts that one of them covers
     */
    public static HostSet of(Collection<HostPattern> patterns) {
        return new HostSet(List.copyOf(patterns));
    }

    /**
     * Makes a set from text.
     *
     * @param patterns the patterns as {@link HostPattern#of} reads them
     * @return the set of all hosts that one of them covers
     * @throws IllegalArgumentException if one cannot be read
     */
    public static HostSet of(String... patterns) {
        return of(Stream.of(patterns).map(HostPattern::of).toList());
    }

    /**
     * Judges a host as a {@code Host} header spells it (RFC 9110, 7.2).
     *
     * @param host a host with or without a port, hostile or not, of any length
     * @return the verdict
     */
    public HostVerdict judge(String host) {
        if (host.equals(lastCovered)) {
            return HostVerdict.COVERED;
        }
        HostVerdict verdict = judge(host, 0, host.length());
        if (verdict == HostVerdict.COVERED) {
            lastCovered = host;
        }
        return verdict;
    }

    HostVerdict judge(String text, int from, int to) {
        long scanned = HostText.scan(text, from, to);
        return scanned == HostText.MALFORMED
                ? HostVerdict.MALFORMED
                : judge(text, from, scanned, HostText.port(scanned));
    }

    /**
     * Judges a host whose port is known apart from it, as {@code getServerName} gives it.
     *
     * @param name a host without a port, hostile or not; IPv6 with or without brackets
     * @param port its port; -1 for the default port of its scheme
     * @return the verdict
     */
    public HostVerdict judge(String name, int port) {
        if (port == 0 || port < -1 || port > 65_535) {
            return HostVerdict.MALFORMED;
        }
        if (name.indexOf(':') >= 0 && name.charAt(0) != '[') {
            IpAddress address = IpAddress.parse(name);
            return address == null ? HostVerdict.MALFORMED : verdict(addresses.contain(address, port));
        }
        long scanned = HostText.scan(name, 0, name.length());
        return scanned == HostText.MALFORMED || HostText.port(scanned) != HostText.NO_PORT
                ? HostVerdict.MALFORMED
                : judge(name, 0, scanned, port);
    }

    private HostVerdict judge(String text, int from, long scanned, int port) {
        if (!HostText.isAddress(scanned)) {
            return verdict(names.contain(text, from, HostText.end(scanned), port));
        }
        IpAddress address = HostText.address(text, from, scanned);
        return address == null ? HostVerdict.MALFORMED : verdict(addresses.contain(address, port));
    }

    private static HostVerdict verdict(boolean covered) {
        return covered ? HostVerdict.COVERED : HostVerdict.NOT_COVERED;
    }

    /**
     * Tells whether the port of a host can matter.
     *
     * @return true if one of the patterns has a port
     */
    public boolean hasPorts() {
        return withPorts;
    }

    /**
     * Tells whether the set holds nothing.
     *
     * @return true if it covers no host
     */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostSet set && patterns.equals(set.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
