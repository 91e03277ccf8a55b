package dev.gatehouse.addresslist;

import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.IpAddress;
import dev.gatehouse.web.RequestMatcher;
import java.util.List;

/**
 * Which client addresses may send some requests. Who is denied is refused, allowed or not; if anybody is allowed, all
 * others are refused. A client whose address cannot be told is refused. Immutable, thread-safe.
 */
public final class AddressList {

    private final RequestMatcher matcher;
    private final List<Cidr> allowed;
    private final CidrSet allow;
    private final CidrSet deny;

    /**
     * Creates a list.
     *
     * @param matcher which requests it covers
     * @param allow who may send them; empty for everybody who is not denied
     * @param deny who may not
     * @throws IllegalArgumentException if both are empty
     */
    public AddressList(RequestMatcher matcher, List<Cidr> allow, List<Cidr> deny) {
        if (allow.isEmpty() && deny.isEmpty()) {
            throw new IllegalArgumentException("The list names nobody. Write whom it allows or whom it denies.");
        }
        this.matcher = matcher;
        this.allowed = List.copyOf(allow);
        this.allow = CidrSet.of(allow);
        this.deny = CidrSet.of(deny);
    }

    /**
     * Gives the requests it covers.
     *
     * @return the matcher
     */
    public RequestMatcher matcher() {
        return matcher;
    }

    /**
     * Tells whether a client may send the requests this list covers.
     *
     * @param client the client
     * @return true if it may
     */
    public boolean admits(ClientAddress client) {
        IpAddress address = client.address();
        return address != null && admits(address);
    }

    private boolean admits(IpAddress address) {
        return !deny.contains(address) && (allow.isEmpty() || allow.contains(address));
    }

    /**
     * Tells whether the list leaves a network any way in, as far as the ends of what is allowed and the start of the
     * network tell.
     *
     * @param network a network
     * @return true if it admits its first address, or the first one of an allowed network inside it
     */
    public boolean admitsAnyOf(Cidr network) {
        return admits(network.network())
                || allowed.stream()
                        .map(Cidr::network)
                        .anyMatch(address -> network.contains(address) && admits(address));
    }

    @Override
    public String toString() {
        return (allow.isEmpty() ? "" : "allow " + allow)
                + (allow.isEmpty() || deny.isEmpty() ? "" : " ")
                + (deny.isEmpty() ? "" : "deny " + deny);
    }
}
