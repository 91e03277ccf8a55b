package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.net.IpAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whom Tomcat takes for a proxy: a list of networks if there is a slash in it, otherwise a regular expression. */
final class TomcatProxies {

    /** Public resolvers all over the address space, as Tomcat writes addresses: nobody has a proxy there. */
    private static final List<String> RESOLVERS = List.of(
            "8.8.8.8",
            "77.88.8.8",
            "185.228.168.9",
            "223.5.5.5",
            "2001:4860:4860:0:0:0:0:8888",
            "2620:fe:0:0:0:0:0:fe",
            "2a10:50c0:0:0:0:0:ad1:ff");

    private TomcatProxies() {}

    static boolean includeStrangers(String proxies) {
        return strangers().anyMatch(proxies.indexOf('/') > 0 ? networks(proxies) : expression(proxies));
    }

    /** Without a slash a list of addresses is an expression with commas in it, which no address has. */
    static boolean includeNobody(String proxies) {
        return proxies.isBlank() || (proxies.indexOf('/') < 0 && isListOfAddresses(proxies));
    }

    private static boolean isListOfAddresses(String proxies) {
        String[] parts = proxies.split(",");
        return parts.length > 1 && Stream.of(parts).allMatch(part -> IpAddress.parse(part.strip()) != null);
    }

    /** With a public address of each part of the space, since an expression may end too early: {@code 192\\..*}. */
    private static Stream<String> strangers() {
        return Stream.concat(
                RESOLVERS.stream(),
                IntStream.rangeClosed(1, 223)
                        .filter(part -> part != 10 && part != 127)
                        .mapToObj(part -> part + ".255.9.9"));
    }

    private static Predicate<String> expression(String proxies) {
        try {
            return Pattern.compile(proxies).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            // Tomcat refuses it, too, and says so.
            return stranger -> false;
        }
    }

    private static Predicate<String> networks(String proxies) {
        List<String> networks = List.of(proxies.split(","));
        return stranger -> networks.stream().anyMatch(network -> contains(network.strip(), stranger));
    }

    /** Other than in our own properties, bits may be set behind the prefix. */
    private static boolean contains(String network, String stranger) {
        int slash = network.indexOf('/');
        IpAddress first = IpAddress.parse(slash < 0 ? network : network.substring(0, slash));
        IpAddress address = IpAddress.parse(stranger);
        if (first == null || address == null || first.isV4() != address.isV4()) {
            return false;
        }
        String length = slash < 0 ? String.valueOf(first.bitLength()) : network.substring(slash + 1);
        return length.matches("[0-9]{1,3}")
                && Integer.parseInt(length) <= first.bitLength()
                && first.network(Integer.parseInt(length)).equals(address.network(Integer.parseInt(length)));
    }
}
