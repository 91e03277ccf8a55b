package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as that can be known. Immutable.
 *
 * @param address the address of the client, to admit it by; null when the connection has none (a Unix domain socket) or
 *     a resolver could not tell
 * @param proxied whether the request came through a trusted proxy, so that the address was read from what it forwarded
 * @param countedAs the address that limits and lock-outs count the client by: its own or, where it made itself unknown,
 *     that of its proxy, so that nobody escapes them by it; null if there is none at all
 */
public record ClientAddress(
        @Nullable IpAddress address,
        boolean proxied,
        @Nullable IpAddress countedAs) {

    /** A client about which nothing is known. Two unknown clients need not be the same one. */
    public static final ClientAddress UNKNOWN = new ClientAddress(null, false);

    /**
     * Creates the address of a client that is counted by it.
     *
     * @param address the address of the client; null if it is unknown
     * @param proxied whether the request came through a trusted proxy
     */
    public ClientAddress(@Nullable IpAddress address, boolean proxied) {
        this(address, proxied, address);
    }

    /**
     * Tells whether there is an address.
     *
     * @return true if {@link #address()} is not null
     */
    public boolean isKnown() {
        return address != null;
    }

    /** Gives the canonical text of the address, or {@code unknown}. */
    @Override
    public String toString() {
        return address == null ? "unknown" : address.toString();
    }
}
