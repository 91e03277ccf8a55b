package dev.gatehouse.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of networks that answers in logarithmic time and without allocation. Networks inside others are dropped, which
 * leaves no two that overlap. Immutable, thread-safe.
 */
public final class CidrSet {

    private static final CidrSet EMPTY = new CidrSet(List.of());

    private final Cidr[] v4;
    private final Cidr[] v6;

    private CidrSet(Collection<Cidr> networks) {
        this.v4 = outermost(networks, true);
        this.v6 = outermost(networks, false);
    }

    /**
     * Makes a set.
     *
     * @param networks the networks, in any order
     * @return the set of all addresses in any of them
     */
    public static CidrSet of(Collection<Cidr> networks) {
        return networks.isEmpty() ? EMPTY : new CidrSet(networks);
    }

    /**
     * Makes a set from text.
     *
     * @param networks the networks as {@link Cidr#of} reads them
     * @return the set of all addresses in any of them
     * @throws IllegalArgumentException if one cannot be read
     */
    public static CidrSet of(String... networks) {
        return of(Stream.of(networks).map(Cidr::of).toList());
    }

    /**
     * Gives the set without any network.
     *
     * @return the empty set
     */
    public static CidrSet empty() {
        return EMPTY;
    }

    private static Cidr[] outermost(Collection<Cidr> networks, boolean ofV4) {
        List<Cidr> sorted = networks.stream()
                .filter(cidr -> cidr.network().isV4() == ofV4)
                .sorted(Comparator.comparing(Cidr::network).thenComparing(Cidr::prefixLength))
                .toList();
        List<Cidr> kept = new ArrayList<>();
        for (Cidr cidr : sorted) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).contains(cidr.network())) {
                kept.add(cidr);
            }
        }
        return kept.toArray(Cidr[]::new);
    }

    /**
     * Tells whether an address is in one of the networks.
     *
     * @param address an address of either family
     * @return true if it is
     */
    public boolean contains(IpAddress address) {
        Cidr[] networks = address.isV4() ? v4 : v6;
        int from = 0;
        int to = networks.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (networks[middle].network().compareTo(address) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from > 0 && networks[from - 1].contains(address);
    }

    /**
     * Tells whether the set holds nothing.
     *
     * @return true if no address is in it
     */
    public boolean isEmpty() {
        return v4.length + v6.length == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CidrSet set && toString().equals(set.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return Stream.concat(Stream.of(v4), Stream.of(v6))
                .map(Cidr::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
