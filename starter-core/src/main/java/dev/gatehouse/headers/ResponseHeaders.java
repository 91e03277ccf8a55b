package dev.gatehouse.headers;

import dev.gatehouse.web.HeaderDefaults;
import dev.gatehouse.web.RequestAttributes;
import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The security headers of one response. It knows by bits which headers stand there as defaults and which the application
 * has set, so that nothing has to be read back from the response: containers search their headers one by one.
 */
final class ResponseHeaders implements HeaderDefaults, ResponseHook {

    private static final int CACHE_CONTROL = SecurityHeader.CACHE_CONTROL.bit();
    private static final int TRANSPORT_SECURITY = SecurityHeader.STRICT_TRANSPORT_SECURITY.bit();
    private static final String CACHE_CONTROL_NAME = SecurityHeader.CACHE_CONTROL.headerName();
    private static final String NO_STORE = "no-store";

    private final HeaderNames names;
    private final HeaderPlan plan;
    private final HttpServletRequest request;
    private final HttpServletResponse target;
    private final int forbidden;

    private HeaderSet current;
    private int standing;
    private int written;
    private boolean page;
    private boolean nonceSent;

    /**
     * Creates the headers of a response; nothing is set yet.
     *
     * @param target the response below the hooks, which sees the defaults
     */
    ResponseHeaders(HeaderNames names, HeaderPlan plan, HttpServletRequest request, HttpServletResponse target) {
        this.names = names;
        this.plan = plan;
        this.request = request;
        this.target = target;
        this.current = plan.base();
        this.forbidden = TransportSecurity.mayBeSent(request) ? 0 : TRANSPORT_SECURITY;
    }

    /** Sets the defaults on the response of a new request; what stands there already came from further out and stays. */
    void start() {
        for (String name : target.getHeaderNames()) {
            int meaning = names.meaning(name);
            if (meaning >= 0 && meaning < SecurityHeader.ALL.length) {
                written |= 1 << meaning;
            }
        }
        apply();
    }

    private void apply() {
        standing = current.present() & ~forbidden & ~written;
        for (int bits = standing; bits != 0; bits &= bits - 1) {
            int ordinal = Integer.numberOfTrailingZeros(bits);
            // Cheaper than setHeader, which searches for an earlier value.
            target.addHeader(SecurityHeader.ALL[ordinal].headerName(), current.value(ordinal));
        }
    }

    /** Sets the defaults on a response that has been through here before, as in an error dispatch. */
    void adopt() {
        current = plan.base();
        page = isHtml(target.getContentType());
        boolean freshness = target.containsHeader("Expires") || target.containsHeader("Pragma");
        for (SecurityHeader header : SecurityHeader.ALL) {
            int ordinal = header.ordinal();
            String value = target.getHeader(header.headerName());
            if (value != null && !isOurs(ordinal, value)) {
                written |= header.bit();
            } else if ((header.bit() & current.present() & ~forbidden) == 0
                    || (freshness && header == SecurityHeader.CACHE_CONTROL)) {
                remove(header, value != null);
            } else {
                standing |= header.bit();
                target.setHeader(header.headerName(), current.value(ordinal));
            }
        }
    }

    private boolean isOurs(int ordinal, String value) {
        if (plan.isOurs(ordinal, value)) {
            return true;
        }
        if (!(request.getAttribute(RequestAttributes.CSP_NONCE) instanceof String nonce)) {
            return false;
        }
        for (HeaderSet set : plan.sets()) {
            CspTemplate template = set.template(ordinal);
            if (template != null && template.render(nonce).equals(value)) {
                return true;
            }
        }
        return false;
    }

    private void remove(SecurityHeader header, boolean isThere) {
        standing &= ~header.bit();
        if (isThere) {
            target.setHeader(header.headerName(), null);
        }
    }

    @Override
    public Write onWrite(String name, @Nullable String value) {
        int meaning = names.meaning(name);
        if (meaning == HeaderNames.UNKNOWN) {
            return Write.PASS;
        }
        if (meaning < SecurityHeader.ALL.length) {
            int bit = 1 << meaning;
            boolean stood = (standing & bit) != 0;
            standing &= ~bit;
            written |= bit;
            return stood ? Write.REPLACE : Write.PASS;
        }
        if (meaning == HeaderNames.REMOVED) {
            return Write.DROP;
        }
        if (meaning == HeaderNames.CONTENT_TYPE) {
            onContentType(value);
        } else {
            remove(SecurityHeader.CACHE_CONTROL, (standing & CACHE_CONTROL) != 0);
            written |= CACHE_CONTROL;
        }
        return Write.PASS;
    }

    @Override
    public void onContentType(@Nullable String contentType) {
        page = isHtml(contentType);
    }

    @Override
    public boolean holds(String name) {
        int meaning = standing == 0 ? HeaderNames.UNKNOWN : names.meaning(name);
        return meaning >= 0 && meaning < SecurityHeader.ALL.length && (standing & (1 << meaning)) != 0;
    }

    @Override
    public void onReset() {
        written = 0;
        page = false;
        nonceSent = false;
        current = plan.base();
        apply();
    }

    @Override
    public void beforeCommit(HttpServletResponse response) {
        boolean notModified = target.getStatus() == HttpServletResponse.SC_NOT_MODIFIED;
        if (notModified) {
            remove(SecurityHeader.CACHE_CONTROL, (standing & CACHE_CONTROL) != 0);
        }
        boolean html = notModified ? PageRequest.expectsPage(request) : page;
        HeaderSet wanted = html ? plan.forPage(request) : plan.base();
        if (wanted != current) {
            change(wanted);
        }
        boolean nonce = html && !notModified && wanted.hasNonce() && (isNonceUsed() || !mayBeStored());
        if (nonce || nonceSent) {
            sendNonce(nonce);
        }
    }

    private void change(HeaderSet wanted) {
        for (int bits = (wanted.present() | current.present()) & ~written & ~forbidden; bits != 0; bits &= bits - 1) {
            int ordinal = Integer.numberOfTrailingZeros(bits);
            SecurityHeader header = SecurityHeader.ALL[ordinal];
            String value = wanted.value(ordinal);
            boolean cached = header == SecurityHeader.CACHE_CONTROL && (standing & CACHE_CONTROL) == 0;
            if (value == null) {
                remove(header, (standing & header.bit()) != 0);
            } else if (!value.equals(current.value(ordinal)) && !cached) {
                standing |= header.bit();
                target.setHeader(header.headerName(), value);
            }
        }
        current = wanted;
    }

    /** A nonce in a stored page is no secret any more, so a page with a nonce is never stored. */
    private void sendNonce(boolean withNonce) {
        for (int ordinal = 0; ordinal < SecurityHeader.ALL.length; ordinal++) {
            CspTemplate template = current.template(ordinal);
            if (template != null && (standing & (1 << ordinal)) != 0) {
                String value = withNonce ? template.render(CspNonce.of(request)) : current.value(ordinal);
                target.setHeader(SecurityHeader.ALL[ordinal].headerName(), value);
            }
        }
        nonceSent = withNonce;
        if (withNonce && mayBeStored()) {
            target.setHeader(CACHE_CONTROL_NAME, NO_STORE);
        }
    }

    private boolean isNonceUsed() {
        return request.getAttribute(RequestAttributes.CSP_NONCE) != null;
    }

    private boolean mayBeStored() {
        String value = target.getHeader(CACHE_CONTROL_NAME);
        return value == null || !value.contains(NO_STORE);
    }

    /** The page asks for its nonce. If the policy went out without one and can still be told, it is told. */
    String nonceForPage() {
        String nonce = CspNonce.of(request);
        if (page && !nonceSent && current.hasNonce() && !target.isCommitted()) {
            sendNonce(true);
        }
        return nonce;
    }

    /** Reads the type without its parameters; a browser renders these two as documents that can run scripts. */
    static boolean isHtml(@Nullable String contentType) {
        return contentType != null
                && (contentType.regionMatches(true, 0, "text/html", 0, 9)
                        || contentType.regionMatches(true, 0, "application/xhtml+xml", 0, 21));
    }
}
