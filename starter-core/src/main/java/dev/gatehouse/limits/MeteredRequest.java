package dev.gatehouse.limits;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.jspecify.annotations.Nullable;

/** Counts what is read through the request. What the container reads by itself, forms and parts, passes by it. */
final class MeteredRequest extends HttpServletRequestWrapper {

    private final BodyMeter meter;
    private final HttpServletResponse response;
    private @Nullable ServletInputStream stream;
    private boolean streamed;
    private @Nullable BufferedReader reader;

    MeteredRequest(HttpServletRequest request, HttpServletResponse response, BodyMeter meter) {
        super(request);
        this.response = response;
        this.meter = meter;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (reader != null) {
            throw new IllegalStateException("getReader() has been called for this request.");
        }
        streamed = true;
        return stream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            if (streamed) {
                throw new IllegalStateException("getInputStream() has been called for this request.");
            }
            String encoding = getCharacterEncoding();
            reader = new BufferedReader(new InputStreamReader(stream(), encoding == null ? "ISO-8859-1" : encoding));
        }
        return reader;
    }

    /** The container would go on with the request that it made itself, and nobody would count. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    /** Waits for the first byte, which is lost if it comes. */
    boolean isEmpty() throws IOException {
        return stream().read() < 0;
    }

    private ServletInputStream stream() throws IOException {
        if (stream == null) {
            stream = new MeteredInputStream(super.getInputStream(), meter);
        }
        return stream;
    }
}
