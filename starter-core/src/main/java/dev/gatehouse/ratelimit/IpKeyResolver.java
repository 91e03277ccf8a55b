package dev.gatehouse.ratelimit;

import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

final class IpKeyResolver implements KeyResolver {

    static final String SCOPE = "ip";

    private final ClientAddressResolver addresses;
    private final int ipv6Prefix;

    IpKeyResolver(ClientAddressResolver addresses, int ipv6Prefix) {
        this.addresses = addresses;
        this.ipv6Prefix = checked(ipv6Prefix);
    }

    @Override
    public String scope() {
        return SCOPE;
    }

    @Override
    public @Nullable Object resolve(HttpServletRequest request) {
        IpAddress address = addresses.resolve(request).countedAs();
        return address == null ? null : address.client(ipv6Prefix);
    }

    @Override
    public Object parse(String text) {
        return IpAddress.of(text).client(ipv6Prefix);
    }

    private static int checked(int length) {
        if (length < 32 || length > 128) {
            throw new IllegalArgumentException("/" + length + " is no prefix of an IPv6 client. Use 32 to 128.");
        }
        return length;
    }
}
