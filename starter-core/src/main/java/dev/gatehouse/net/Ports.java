package dev.gatehouse.net;

import java.util.BitSet;
import java.util.List;

/** Ports a pattern was given; none stands for all. The default ports also stand for a host without one. */
final class Ports {

    private static final Ports ANY = new Ports(new BitSet());

    private final BitSet ports;

    private Ports(BitSet ports) {
        this.ports = ports;
    }

    static Ports of(List<Integer> ports) {
        if (ports.contains(HostText.NO_PORT)) {
            return ANY;
        }
        BitSet set = new BitSet();
        ports.forEach(set::set);
        return new Ports(set);
    }

    boolean contain(int port) {
        if (this == ANY) {
            return true;
        }
        return port == HostText.NO_PORT ? ports.get(80) || ports.get(443) : ports.get(port);
    }
}
