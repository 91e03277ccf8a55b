package dev.gatehouse.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A response whose answer stands: what is written to it from now on is dropped without a word. */
final class SealedResponse extends HttpServletResponseWrapper {

    private final ServletOutputStream nowhere = new Nowhere();
    private final PrintWriter nobody = new PrintWriter(Writer.nullWriter());

    SealedResponse(HttpServletResponse response) {
        super(response);
    }

    /** Nothing can change any more, which is what callers want to know when they ask. */
    @Override
    public boolean isCommitted() {
        return true;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return nowhere;
    }

    @Override
    public PrintWriter getWriter() {
        return nobody;
    }

    @Override
    public void flushBuffer() {}

    @Override
    public void reset() {}

    @Override
    public void resetBuffer() {}

    @Override
    public void setBufferSize(int size) {}

    @Override
    public void setStatus(int status) {}

    @Override
    public void sendError(int status) {}

    @Override
    public void sendError(int status, @Nullable String message) {}

    @Override
    public void sendRedirect(String location) {}

    @Override
    public void sendRedirect(String location, boolean clearBuffer) {}

    @Override
    public void sendRedirect(String location, int status) {}

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) {}

    @Override
    public void addCookie(Cookie cookie) {}

    @Override
    public void setHeader(String name, @Nullable String value) {}

    @Override
    public void addHeader(String name, @Nullable String value) {}

    @Override
    public void setIntHeader(String name, int value) {}

    @Override
    public void addIntHeader(String name, int value) {}

    @Override
    public void setDateHeader(String name, long date) {}

    @Override
    public void addDateHeader(String name, long date) {}

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {}

    @Override
    public void setContentType(@Nullable String type) {}

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {}

    @Override
    public void setLocale(Locale locale) {}

    private static final class Nowhere extends ServletOutputStream {

        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("The answer to this request stands: there is nothing left to write.");
        }
    }
}
