package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291, 2.3). A network of one family never contains an address of the other;
 * an IPv4-mapped network such as {@code ::ffff:10.0.0.0/104} is the IPv4 network. Immutable, thread-safe.
 */
public final class Cidr {

    private final IpAddress network;
    private final int prefixLength;

    private Cidr(IpAddress network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads a network.
     *
     * @param text a network, e.g. {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or one address
     * @return the network; for an address the one that holds only it
     * @throws IllegalArgumentException if the text is no network or has bits set behind its prefix
     */
    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            IpAddress address = IpAddress.parse(text);
            if (address == null) {
                throw notANetwork(text);
            }
            return new Cidr(address, address.bitLength());
        }
        IpAddress address = IpAddress.parse(text, 0, slash);
        if (address == null) {
            throw notANetwork(text);
        }
        boolean mapped = address.isV4() && text.indexOf(':') >= 0;
        int length = length(text, slash + 1) - (mapped ? 96 : 0);
        if (length < 0 || length > address.bitLength()) {
            throw notANetwork(text);
        }
        IpAddress network = address.network(length);
        if (!network.equals(address)) {
            throw new IllegalArgumentException("'" + text + "' has bits set behind its prefix. Write " + network + "/"
                    + length + ", or " + address + " for the one address.");
        }
        return new Cidr(network, length);
    }

    private static int length(String text, int from) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int length = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = length * 10 + digit;
        }
        return length;
    }

    private static IllegalArgumentException notANetwork(String text) {
        return new IllegalArgumentException("'" + text + "' is not a network. Write <address>/<prefix length>, e.g."
                + " 10.0.0.0/8 or 2001:db8::/32, or a single address.");
    }

    /**
     * Tells whether an address is in this network.
     *
     * @param address an address of either family
     * @return true if it is
     */
    public boolean contains(IpAddress address) {
        return address.isV4() == network.isV4() && address.network(prefixLength).equals(network);
    }

    /**
     * Gives the first address.
     *
     * @return the address in front of the slash
     */
    public IpAddress network() {
        return network;
    }

    /**
     * Gives the number of leading bits that all addresses share.
     *
     * @return 0 to 32 for IPv4, 0 to 128 for IPv6
     */
    public int prefixLength() {
        return prefixLength;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cidr cidr && prefixLength == cidr.prefixLength && network.equals(cidr.network);
    }

    @Override
    public int hashCode() {
        return network.hashCode() * 31 + prefixLength;
    }

    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }
}
