package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address, compared by its bits and never by its spelling. Text is read strictly and without any name
 * lookup: IPv4 as four decimal numbers without leading zeros, IPv6 as in RFC 4291, 2.2, without a zone. An IPv4-mapped
 * IPv6 address ({@code ::ffff:1.2.3.4}, however written) is the IPv4 address, since that is who it names. IPv4 sorts as
 * its mapped form. Immutable, thread-safe.
 */
public final class IpAddress implements Comparable<IpAddress> {

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final long TRANSLATED = 0x0064_ff9b_0000_0000L;

    private final long high;
    private final long low;

    private IpAddress(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /**
     * Reads an address that somebody configured.
     *
     * @param text an address, e.g. {@code 192.0.2.1} or {@code 2001:db8::1}
     * @return the address
     * @throws IllegalArgumentException if the text is no address, with a message that says what to write
     */
    public static IpAddress of(String text) {
        IpAddress address = parse(text);
        if (address == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an IP address. Write four decimal numbers without leading zeros, e.g."
                            + " 192.0.2.1, or IPv6 without brackets and zone, e.g. 2001:db8::1.");
        }
        return address;
    }

    /**
     * Reads an address from text that may be anything.
     *
     * @param text hostile or not, of any length
     * @return the address, or null if the text is none
     */
    public static @Nullable IpAddress parse(String text) {
        return parse(text, 0, text.length());
    }

    /**
     * Reads an address as the host of a URI spells it (RFC 3986, 3.2.2): IPv6 in brackets, IPv4 without.
     *
     * @param host hostile or not, without a port
     * @return the address, or null if the host is a name or nothing at all
     */
    public static @Nullable IpAddress parseUriHost(String host) {
        int last = host.length() - 1;
        if (last > 0 && host.charAt(0) == '[' && host.charAt(last) == ']') {
            return IpLiteral.v6(host, 1, last);
        }
        return host.indexOf(':') < 0 ? parse(host) : null;
    }

    static @Nullable IpAddress parse(String text, int from, int to) {
        for (int i = from; i < to && i - from <= IpLiteral.MAX_GROUP_LENGTH; i++) {
            if (text.charAt(i) == ':') {
                return IpLiteral.v6(text, from, to);
            }
        }
        long v4 = IpLiteral.v4(text, from, to);
        return v4 < 0 ? null : ofV4(v4);
    }

    static IpAddress ofV4(long bits) {
        return new IpAddress(0, MAPPED | bits);
    }

    static IpAddress ofBits(long high, long low) {
        return new IpAddress(high, low);
    }

    /**
     * Tells the family, after unmapping.
     *
     * @return true for IPv4
     */
    public boolean isV4() {
        return high == 0 && (low & ~0xffff_ffffL) == MAPPED;
    }

    /**
     * Tells how many bits an address of this family has.
     *
     * @return 32 or 128
     */
    public int bitLength() {
        return isV4() ? 32 : 128;
    }

    /**
     * Gives the upper half of the bits.
     *
     * @return bits 0 to 63; 0 for IPv4
     */
    public long highBits() {
        return high;
    }

    /**
     * Gives the lower half of the bits.
     *
     * @return bits 64 to 127; for IPv4 those of the mapped form
     */
    public long lowBits() {
        return low;
    }

    /**
     * Gives the first address of the network this address is in.
     *
     * @param prefixLength how many leading bits name the network, 0 to {@link #bitLength()}
     * @return the address with all other bits zero; this instance if they are
     * @throws IllegalArgumentException if the length does not fit the family
     */
    public IpAddress network(int prefixLength) {
        int bits = bitLength();
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    "/" + prefixLength + " is no prefix length of " + this + ". Use 0 to " + bits + ".");
        }
        int length = prefixLength + 128 - bits;
        long networkHigh = high & mask(Math.min(length, 64));
        long networkLow = low & mask(Math.max(length - 64, 0));
        return networkHigh == high && networkLow == low ? this : new IpAddress(networkHigh, networkLow);
    }

    /**
     * Gives what a client is counted by: an IPv6 client owns a whole network. Behind {@code 64:ff9b::/96}, the prefix of
     * translators (RFC 6052, 2.1), stands an IPv4 client, which is one of very many in the same network.
     *
     * @param ipv6PrefixLength how many leading bits of an IPv6 address name its client, 0 to 128
     * @return an IPv4 address, or the first address of a network
     * @throws IllegalArgumentException if the length is out of its range
     */
    public IpAddress client(int ipv6PrefixLength) {
        if (isV4()) {
            return this;
        }
        boolean translated = high == TRANSLATED && low >>> 32 == 0;
        return translated ? ofV4(low) : network(ipv6PrefixLength);
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && high == address.high && low == address.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    /** Gives the canonical text (RFC 5952). */
    @Override
    public String toString() {
        return isV4() ? IpLiteral.v4Text(low) : IpLiteral.v6Text(high, low);
    }
}
