package dev.gatehouse.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The addresses and networks of a {@link HostSet}. */
final class HostAddresses {

    private record WithPorts(IpAddress address, Ports ports) {}

    private final CidrSet onAnyPort;
    private final List<WithPorts> onPorts;

    HostAddresses(List<HostPattern> patterns) {
        Map<IpAddress, List<Integer>> ports = new LinkedHashMap<>();
        List<Cidr> networks = new ArrayList<>();
        for (HostPattern pattern : patterns) {
            if (pattern.network() != null && pattern.port() == HostText.NO_PORT) {
                networks.add(pattern.network());
            } else if (pattern.network() != null) {
                IpAddress address = Objects.requireNonNull(pattern.network()).network();
                ports.computeIfAbsent(address, key -> new ArrayList<>()).add(pattern.port());
            }
        }
        onAnyPort = CidrSet.of(networks);
        onPorts = ports.entrySet().stream()
                .map(entry -> new WithPorts(entry.getKey(), Ports.of(entry.getValue())))
                .toList();
    }

    boolean contain(IpAddress address, int port) {
        if (onAnyPort.contains(address)) {
            return true;
        }
        for (int i = 0; i < onPorts.size(); i++) {
            if (onPorts.get(i).address().equals(address)) {
                return onPorts.get(i).ports().contain(port);
            }
        }
        return false;
    }
}
