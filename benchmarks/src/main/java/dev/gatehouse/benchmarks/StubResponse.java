package dev.gatehouse.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** As little of a response as the filters need, and as cheap. Committed by a flush. */
final class StubResponse extends HttpServletResponseWrapper {

    private final HeaderArray headers = new HeaderArray();
    private final StubOutputStream output = new StubOutputStream(this);
    private int status;
    private boolean committed;
    private @Nullable String contentType;

    StubResponse() {
        super(Unsupported.of(HttpServletResponse.class));
        begin();
    }

    void begin() {
        headers.clear();
        output.clear();
        status = 200;
        committed = false;
        contentType = null;
    }

    long bytes() {
        return output.count();
    }

    void commit() {
        committed = true;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        headers.set(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        headers.add(name, value);
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.get(name) != null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return headers.all(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.names();
    }

    @Override
    public void setStatus(int newStatus) {
        status = newStatus;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setContentType(@Nullable String type) {
        contentType = type;
    }

    @Override
    public @Nullable String getContentType() {
        return contentType;
    }

    @Override
    public void setContentLength(int length) {}

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return output;
    }

    @Override
    public void flushBuffer() {
        committed = true;
    }

    @Override
    public void resetBuffer() {
        output.clear();
    }

    @Override
    public void reset() {
        begin();
    }

    @Override
    public int getBufferSize() {
        return 8192;
    }
}
