package dev.gatehouse.net;

import dev.gatehouse.web.ContainerRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which host and which scheme a client asked a trusted proxy for, as {@code X-Forwarded-Host} and {@code
 * X-Forwarded-Proto} or the parameters {@code host} and {@code proto} of {@code Forwarded} (RFC 7239) tell. What anybody
 * else wrote there does not count. Headers are read from the container's own request. Immutable, thread-safe.
 */
public final class ForwardedTarget {

    private static final String X_FORWARDED_HOST = "X-Forwarded-Host";
    private static final String X_FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final String FORWARDED = "Forwarded";

    private final ClientAddressResolver addresses;
    private final boolean readsExtensions;
    private final boolean readsStandard;

    /**
     * Creates the reader.
     *
     * @param addresses tells whether a request came through a trusted proxy
     * @param header which headers the proxies write: those called X-Forwarded, the one of RFC 7239, or either
     */
    public ForwardedTarget(ClientAddressResolver addresses, ForwardedHeader header) {
        this.addresses = addresses;
        this.readsExtensions = header != ForwardedHeader.FORWARDED;
        this.readsStandard = header != ForwardedHeader.X_FORWARDED_FOR;
    }

    /**
     * Tells whether what the request says was forwarded counts.
     *
     * @param request the request
     * @return true if it came through a trusted proxy
     */
    public boolean isTrusted(HttpServletRequest request) {
        return addresses.resolve(request).proxied();
    }

    /**
     * Judges every host that the proxies forwarded, because applications differ in which one of several they take.
     *
     * @param request the request
     * @param hosts what to compare with
     * @return the verdict on the first one that is not covered; {@link HostVerdict#COVERED} if there is none
     */
    public HostVerdict judgeHosts(HttpServletRequest request, HostSet hosts) {
        HttpServletRequest raw = ContainerRequest.of(request);
        boolean extension = readsExtensions && raw.getHeader(X_FORWARDED_HOST) != null;
        boolean standard = readsStandard && raw.getHeader(FORWARDED) != null;
        if (!(extension || standard) || !isTrusted(request)) {
            return HostVerdict.COVERED;
        }
        HostVerdict verdict = HostVerdict.COVERED;
        for (Enumeration<String> lines = raw.getHeaders(X_FORWARDED_HOST);
                extension && verdict == HostVerdict.COVERED && lines.hasMoreElements(); ) {
            String line = lines.nextElement();
            verdict = line.indexOf(',') < 0 ? hosts.judge(line) : judge(ForwardedValues.simple(line), hosts);
        }
        for (Enumeration<String> lines = raw.getHeaders(FORWARDED);
                standard && verdict == HostVerdict.COVERED && lines.hasMoreElements(); ) {
            verdict = judge(ForwardedValues.standard(lines.nextElement(), "host"), hosts);
        }
        return verdict;
    }

    private static HostVerdict judge(@Nullable List<String> values, HostSet hosts) {
        if (values == null) {
            return HostVerdict.MALFORMED;
        }
        for (int i = 0; i < values.size(); i++) {
            HostVerdict verdict = hosts.judge(values.get(i));
            if (verdict != HostVerdict.COVERED) {
                return verdict;
            }
        }
        return HostVerdict.COVERED;
    }

    /**
     * Gives the host that the client asked the outermost proxy for.
     *
     * @param request the request
     * @return the host with or without a port, not checked in any way; null if no trusted proxy named one
     */
    public @Nullable String host(HttpServletRequest request) {
        if (!isTrusted(request)) {
            return null;
        }
        HttpServletRequest raw = ContainerRequest.of(request);
        String extension = readsExtensions ? raw.getHeader(X_FORWARDED_HOST) : null;
        if (extension != null) {
            return first(ForwardedValues.simple(extension));
        }
        String standard = readsStandard ? raw.getHeader(FORWARDED) : null;
        return standard == null ? null : first(ForwardedValues.standard(standard, "host"));
    }

    private static @Nullable String first(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /**
     * Tells whether the client reached the service over HTTPS all the way.
     *
     * @param request the request
     * @return true if trusted proxies named the scheme and every one of them named https, or wss for a WebSocket
     */
    public boolean isHttps(HttpServletRequest request) {
        HttpServletRequest raw = ContainerRequest.of(request);
        boolean extension = readsExtensions && raw.getHeader(X_FORWARDED_PROTO) != null;
        boolean standard = readsStandard && raw.getHeader(FORWARDED) != null;
        if (!(extension || standard) || !isTrusted(request)) {
            return false;
        }
        for (Enumeration<String> lines = raw.getHeaders(X_FORWARDED_PROTO); extension && lines.hasMoreElements(); ) {
            String line = lines.nextElement();
            if (!isTls(line) && !areHttps(ForwardedValues.simple(line))) {
                return false;
            }
        }
        boolean named = extension;
        for (Enumeration<String> lines = raw.getHeaders(FORWARDED); standard && lines.hasMoreElements(); ) {
            List<String> schemes = ForwardedValues.standard(lines.nextElement(), "proto");
            if (!areHttps(schemes)) {
                return false;
            }
            named |= schemes != null && !schemes.isEmpty();
        }
        return named;
    }

    private static boolean areHttps(@Nullable List<String> schemes) {
        return schemes != null && schemes.stream().allMatch(ForwardedTarget::isTls);
    }

    /**
     * Tells whether somebody, trusted or not, says that HTTPS was used in front of the service.
     *
     * @param request the request
     * @return true if the first line of one of the headers names https or wss
     */
    public boolean claimsHttps(HttpServletRequest request) {
        HttpServletRequest raw = ContainerRequest.of(request);
        String extension = raw.getHeader(X_FORWARDED_PROTO);
        String standard = raw.getHeader(FORWARDED);
        return (extension != null && namesHttps(ForwardedValues.simple(extension)))
                || (standard != null && namesHttps(ForwardedValues.standard(standard, "proto")));
    }

    private static boolean namesHttps(@Nullable List<String> schemes) {
        return schemes != null && schemes.stream().anyMatch(ForwardedTarget::isTls);
    }

    /** Some proxies, Traefik for one, name the scheme of a WebSocket as its URL does (RFC 6455, 3). */
    private static boolean isTls(String scheme) {
        return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
    }
}
