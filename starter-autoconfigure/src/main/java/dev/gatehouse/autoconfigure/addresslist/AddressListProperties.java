package dev.gatehouse.autoconfigure.addresslist;

import dev.gatehouse.net.Cidr;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Which client addresses may use which paths.
 *
 * @param addressLists lists of client addresses for some paths; each one that covers a request has to admit the client;
 *     empty for none
 */
@ConfigurationProperties("gatehouse")
public record AddressListProperties(@DefaultValue List<Entry> addressLists) {

    static final String PREFIX = "gatehouse.address-lists";

    /** Copies the list. */
    public AddressListProperties {
        addressLists = List.copyOf(addressLists);
    }

    /**
     * One list.
     *
     * @param path path patterns as in controllers, e.g. "/actuator/**"; one of them has to match; required
     * @param methods HTTP methods; GET covers HEAD; empty for any method
     * @param allow networks or addresses of clients that may come in, e.g. "10.0.0.0/8"; all others are refused; empty for
     *     everybody who is not denied
     * @param deny networks or addresses of clients that are refused, also where allow has them
     */
    public record Entry(
            @DefaultValue List<String> path,
            @DefaultValue Set<RequestMethod> methods,
            @DefaultValue List<Cidr> allow,
            @DefaultValue List<Cidr> deny) {

        /** Copies the collections. */
        public Entry {
            path = List.copyOf(path);
            methods = Set.copyOf(methods);
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }
}
