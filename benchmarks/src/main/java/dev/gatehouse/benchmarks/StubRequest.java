package dev.gatehouse.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As little of a request as the filters need, and as cheap. */
final class StubRequest extends HttpServletRequestWrapper {

    private final HeaderArray headers = new HeaderArray();
    private final Values headerValues = new Values();
    private @Nullable String[] attributeNames = new @Nullable String[16];
    private @Nullable Object[] attributes = new @Nullable Object[16];
    private int attributeCount;
    private String clientAddress = "";

    StubRequest() {
        super(Unsupported.of(HttpServletRequest.class));
        for (String[] header : BrowserHeaders.ALL) {
            headers.add(header[0], header[1]);
        }
    }

    void begin(String newClientAddress) {
        clientAddress = newClientAddress;
        for (int i = 0; i < attributeCount; i++) {
            attributes[i] = null;
        }
        attributeCount = 0;
    }

    /** Nothing lies below: what looks for the container's own request must stop here. */
    @Override
    @SuppressWarnings("NullAway")
    public ServletRequest getRequest() {
        return null;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        int found = find(name);
        return found < 0 ? null : attributes[found];
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        int found = find(name);
        if (found < 0) {
            found = attributeCount++;
            attributeNames[found] = name;
        }
        attributes[found] = value;
    }

    private int find(String name) {
        for (int i = 0; i < attributeCount; i++) {
            if (name.equals(attributeNames[i])) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return headerValues.over(headers.all(name));
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public long getContentLengthLong() {
        return -1;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return BrowserHeaders.PATH;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public String getRemoteAddr() {
        return clientAddress;
    }

    @Override
    public String getServerName() {
        return "api.example.com";
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    /** One for all requests. Good until the next is asked for. */
    private static final class Values implements Enumeration<String> {

        private List<String> values = List.of();
        private int next;

        Values over(List<String> newValues) {
            values = newValues;
            next = 0;
            return this;
        }

        @Override
        public boolean hasMoreElements() {
            return next < values.size();
        }

        @Override
        public String nextElement() {
            return values.get(next++);
        }
    }
}
