package dev.gatehouse.https;

import dev.gatehouse.web.ContainerRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator once what is missing in front of the service or in its settings. */
final class HttpsWarnings {

    private static final Logger log = LoggerFactory.getLogger(HttpsFilter.class);

    private final AtomicBoolean warnedOfClaim = new AtomicBoolean();
    private final AtomicBoolean warnedOfSilence = new AtomicBoolean();
    private final AtomicBoolean warnedOfHost = new AtomicBoolean();

    void found(HiddenTls.Sign sign, HttpServletRequest request) {
        if (sign == HiddenTls.Sign.CLAIM && isFirst(warnedOfClaim)) {
            log.warn(
                    "{} sent a request in plain HTTP with a forwarded header that says https, which does not count. If"
                            + " it is your proxy, add it to gatehouse.client-address.trusted-proxies; if it is there,"
                            + " let every proxy say https, in the headers of gatehouse.client-address.header. Until then"
                            + " its requests are refused, since a redirect would loop. Said once.",
                    ContainerRequest.of(request).getRemoteAddr());
        } else if ((sign == HiddenTls.Sign.COOKIE || sign == HiddenTls.Sign.FETCH_METADATA)
                && isFirst(warnedOfSilence)) {
            log.warn(
                    "A browser seems to have used https, but {} passed its request on in plain HTTP and did not say so."
                            + " Let the proxy send X-Forwarded-Proto or Forwarded, and add it to"
                            + " gatehouse.client-address.trusted-proxies. Until then redirects to https cannot"
                            + " succeed. Said once.",
                    ContainerRequest.of(request).getRemoteAddr());
        }
    }

    void noTrustedHost() {
        if (isFirst(warnedOfHost)) {
            log.warn(
                    "A request in plain HTTP was refused instead of redirected, because its host is not known to be this"
                            + " service's. Set gatehouse.https.host, or list the hosts in gatehouse.trusted-hosts.allowed."
                            + " Said once.");
        }
    }

    private static boolean isFirst(AtomicBoolean warned) {
        return !warned.get() && warned.compareAndSet(false, true);
    }
}
