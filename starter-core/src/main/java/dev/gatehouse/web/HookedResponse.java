package dev.gatehouse.web;

import dev.gatehouse.web.HeaderDefaults.Write;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response that calls its {@linkplain ResponseHook hooks} before it is committed and counts the bytes of its body.
 * The hooks run when the first byte of the body is written, or at a flush, an error, a redirect or the end of the
 * chain, whichever comes first; after {@link #reset()} they run anew. It can also hold {@link HeaderDefaults}. One
 * instance serves all features of a request: obtain it with {@link #of}. Like any response it is not thread-safe.
 */
public final class HookedResponse extends HttpServletResponseWrapper {

    /** One per feature that has any; a list would be one more object for each request. */
    private @Nullable ResponseHook[] hooks = new ResponseHook[6];

    private int hookCount;
    private final @Nullable ResponseHook lastHook;
    private boolean settled;
    private boolean errorSent;
    private boolean statusSet;
    private volatile boolean sending;
    private long bytesWritten;
    private long contentLength = -1;
    private @Nullable SendHook sendHook;
    private @Nullable HeaderDefaults defaults;
    private @Nullable HookedOutputStream stream;
    private @Nullable CountingWriter writer;

    private HookedResponse(HttpServletResponse response, @Nullable ResponseHook lastHook) {
        super(response);
        this.lastHook = lastHook;
    }

    /**
     * Returns the response itself when it is hooked already, else a wrapper around it.
     *
     * @param request the request, which may bring a {@linkplain RequestAttributes#LAST_HOOK last hook}
     * @param response the response of this dispatch
     * @return the hooked response to hand down the chain
     */
    public static HookedResponse of(HttpServletRequest request, HttpServletResponse response) {
        if (response instanceof HookedResponse hooked) {
            return hooked;
        }
        ResponseHook last =
                request.getAttribute(RequestAttributes.LAST_HOOK) instanceof ResponseHook hook ? hook : null;
        return new HookedResponse(response, last);
    }

    /**
     * Finds the hooked response below other wrappers: in an async dispatch the container hands out the response that
     * the application started it with.
     *
     * @param response the response of this dispatch
     * @return the outermost hooked response in it, or null when there is none
     */
    public static @Nullable HookedResponse in(HttpServletResponse response) {
        ServletResponse current = response;
        while (current instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof HookedResponse hooked) {
                return hooked;
            }
            current = wrapper.getResponse();
        }
        return null;
    }

    /**
     * Hands the response the headers that hold until the application sets them.
     *
     * @param newDefaults the defaults; replace earlier ones
     */
    public void setDefaults(HeaderDefaults newDefaults) {
        defaults = newDefaults;
    }

    /**
     * Tells whether the response holds defaults.
     *
     * @return true after {@link #setDefaults}
     */
    public boolean hasDefaults() {
        return defaults != null;
    }

    /**
     * Adds a hook. Hooks run in the order they were added.
     *
     * @param hook the hook
     */
    public void addHook(ResponseHook hook) {
        if (hookCount == hooks.length) {
            hooks = Arrays.copyOf(hooks, 2 * hookCount);
        }
        hooks[hookCount++] = hook;
    }

    /**
     * Hands the response what is called before it is sent.
     *
     * @param hook the hook; replaces an earlier one
     */
    public void setSendHook(SendHook hook) {
        sendHook = hook;
    }

    /**
     * Runs the hooks now, and those of a hooked response below this one, unless they ran since the last reset or the response
     * is committed. Safe to call often.
     */
    public void settle() {
        if (settled) {
            return;
        }
        settled = true;
        if (!isCommitted()) {
            HttpServletResponse target = (HttpServletResponse) getResponse();
            for (int i = 0; i < hookCount; i++) {
                hooks[i].beforeCommit(target);
            }
            if (lastHook != null) {
                lastHook.beforeCommit(target);
            }
            settleInner(target);
        }
    }

    /** An async dispatch wraps the response that has the hooks of the request, and may end without writing a byte. */
    private static void settleInner(HttpServletResponse target) {
        HookedResponse inner = in(target);
        if (inner != null) {
            inner.settle();
        }
    }

    /**
     * Tells how large the body is.
     *
     * @return bytes written through this response, before any compression by the container
     */
    public long bytesWritten() {
        return bytesWritten;
    }

    /**
     * Tells whether {@code sendError} was called, so that the container is going to make an error dispatch.
     *
     * @return true if it was
     */
    public boolean isErrorSent() {
        return errorSent;
    }

    /**
     * Tells whether the application has said anything to the client: a status, 200 included, a body, an error or a
     * redirect. Headers alone say nothing.
     *
     * @return true if it has since the last reset
     */
    public boolean isAnswered() {
        return statusSet || errorSent || bytesWritten > 0 || isCommitted();
    }

    /**
     * Makes what stands on the response now the answer, whatever is done to it from here on: writes, headers, errors and
     * resets are dropped, and {@link #isCommitted()} is true. For a refusal in the middle of the work of an application
     * that does not know that it is over. Wrappers outside this one still have the response at their disposal.
     */
    public void seal() {
        if (isSealed()) {
            return;
        }
        settle();
        SealedResponse end = new SealedResponse((HttpServletResponse) getResponse());
        setResponse(end);
        if (stream != null) {
            stream.redirect(end.getOutputStream());
        }
        if (writer != null) {
            writer.silence();
        }
    }

    /**
     * Tells whether the answer stands.
     *
     * @return true after {@link #seal()}
     */
    public boolean isSealed() {
        return getResponse() instanceof SealedResponse;
    }

    /**
     * Tells whether bytes are on their way to the client: the response was flushed, or more is written than its buffer
     * holds. Unlike all else here it may be asked from another thread.
     *
     * @return true if the client has probably got the head of the answer
     */
    public boolean isSending() {
        return sending;
    }

    /** Before the write, for it may block for as long as the client takes to read. False if it is to be dropped. */
    boolean admits(long bytes) {
        if (!isSealed() && !sending && isSentWith(bytesWritten + bytes)) {
            beginSending(getStatus());
        }
        return admits();
    }

    boolean admitsSending() {
        return admitsSending(getStatus());
    }

    private boolean admitsSending(int status) {
        if (!isSealed() && !sending) {
            beginSending(status);
        }
        return admits();
    }

    private boolean admits() {
        if (!isSealed()) {
            settle();
        }
        return !isSealed();
    }

    private static boolean isLength(@Nullable String name) {
        return "Content-Length".equalsIgnoreCase(name);
    }

    private void noteLength(@Nullable String name, @Nullable String value) {
        if (isLength(name)) {
            try {
                contentLength = value == null ? -1 : Long.parseLong(value);
            } catch (NumberFormatException e) {
                contentLength = -1;
            }
        }
    }

    /** Containers send a body once it has its full length. */
    private boolean isSentWith(long total) {
        return total >= getBufferSize() || (contentLength > 0 && total >= contentLength);
    }

    private void beginSending(int status) {
        if (sendHook != null) {
            sendHook.beforeSending(status);
        }
        sending = true;
    }

    void written(long bytes) {
        if (!isSealed()) {
            bytesWritten += bytes;
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new HookedOutputStream(super.getOutputStream(), this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new CountingWriter(super.getWriter(), getCharacterEncoding(), this);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (admitsSending()) {
            super.flushBuffer();
        }
    }

    @Override
    public void reset() {
        if (isSealed()) {
            return;
        }
        super.reset();
        settled = false;
        sending = false;
        statusSet = false;
        bytesWritten = 0;
        contentLength = -1;
        stream = null;
        writer = null;
        if (defaults != null) {
            defaults.onReset();
        }
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        statusSet |= !isSealed();
    }

    @Override
    public void setContentLength(int length) {
        super.setContentLength(length);
        contentLength = length;
    }

    @Override
    public void setContentLengthLong(long length) {
        super.setContentLengthLong(length);
        contentLength = length;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (onWrite(name, value) != Write.DROP || value == null) {
            super.setHeader(name, value);
            noteLength(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        switch (onWrite(name, value)) {
            case PASS -> super.addHeader(name, value);
            case REPLACE -> super.setHeader(name, value);
            case DROP -> {}
        }
        noteLength(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (onWrite(name, null) != Write.DROP) {
            super.setIntHeader(name, value);
            if (isLength(name)) {
                contentLength = value;
            }
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        switch (onWrite(name, null)) {
            case PASS -> super.addIntHeader(name, value);
            case REPLACE -> super.setIntHeader(name, value);
            case DROP -> {}
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (onWrite(name, null) != Write.DROP) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        switch (onWrite(name, null)) {
            case PASS -> super.addDateHeader(name, date);
            case REPLACE -> super.setDateHeader(name, date);
            case DROP -> {}
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        if (defaults != null) {
            defaults.onContentType(type);
        }
        super.setContentType(type);
    }

    @Override
    public boolean containsHeader(String name) {
        return !isDefault(name) && super.containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isDefault(name) ? null : super.getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return isDefault(name) ? List.of() : super.getHeaders(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        Collection<String> names = super.getHeaderNames();
        if (defaults == null) {
            return names;
        }
        List<String> visible = new ArrayList<>(names.size());
        for (String name : names) {
            if (!isDefault(name)) {
                visible.add(name);
            }
        }
        return visible;
    }

    private Write onWrite(@Nullable String name, @Nullable String value) {
        return defaults == null || name == null ? Write.PASS : defaults.onWrite(name, value);
    }

    private boolean isDefault(@Nullable String name) {
        return defaults != null && name != null && defaults.holds(name);
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        if (!isSealed()) {
            bytesWritten = 0;
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        if (admitsSending(status)) {
            super.sendError(status);
            errorSent = true;
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (admitsSending(status)) {
            super.sendError(status, message);
            errorSent = true;
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (admitsSending()) {
            super.sendRedirect(location);
            statusSet = true;
        }
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        if (admitsSending()) {
            super.sendRedirect(location, clearBuffer);
            statusSet = true;
        }
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        if (admitsSending(status)) {
            super.sendRedirect(location, status);
            statusSet = true;
        }
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (admitsSending(status)) {
            super.sendRedirect(location, status, clearBuffer);
            statusSet = true;
        }
    }
}
