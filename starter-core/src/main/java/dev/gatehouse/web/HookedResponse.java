package dev.gatehouse.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A response that calls its {@linkplain ResponseHook hooks} before it is committed and counts the bytes of its body.
 * The hooks run when the first byte of the body is written, or at a flush, an error, a redirect or the end of the
 * chain, whichever comes first; after {@link #reset()} or {@link #resetBuffer()} they run anew. One
 * instance serves all features of a request: obtain it with {@link #of}. Like any response it is not thread-safe.
 */
public final class HookedResponse extends DefaultedResponse {

    /** During an include the container puts a response of its own below this one, which ignores what hooks would set. */
    private final NotedResponse original;

    /** One per feature that has any; a list would be one more object for each request. */
    private @Nullable ResponseHook[] hooks = new ResponseHook[6];

    private int hookCount;
    private final @Nullable ResponseHook lastHook;
    private boolean settled;
    private boolean errorSent;
    private boolean statusSet;
    private volatile boolean sending;
    private long bytesWritten;
    private @Nullable SendHook sendHook;
    private @Nullable HookedOutputStream stream;
    private @Nullable CountingWriter writer;

    private HookedResponse(HttpServletResponse response, NotedResponse original, @Nullable ResponseHook lastHook) {
        super(response, original);
        this.original = original;
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
        NotedResponse original = request.getDispatcherType() == DispatcherType.REQUEST
                ? NotedResponse.ofNewRequest(response)
                : NotedResponse.searching(response);
        return new HookedResponse(response, original, last);
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
     * The response that hooks write to: below the {@linkplain #setDefaults defaults}, which stand there as headers like others.
     *
     * @return the response below this one
     */
    public HttpServletResponse target() {
        return original;
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
            HttpServletResponse target = original;
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

    /** What the resource sets from here on, other than the body, is ignored by the container. */
    @Override
    void beginInclude() {
        super.beginInclude();
        HookedResponse inner = in(original);
        if (inner != null) {
            inner.beginInclude();
        }
    }

    /** The hooks run anew: wrappers below this response may have ignored what they set, and the page may still tell its type. */
    @Override
    void endInclude() {
        super.endInclude();
        settled = false;
        HookedResponse inner = in(original);
        if (inner != null) {
            inner.endInclude();
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
     * Tells how much of the body its client gets: a container drops what goes beyond the length that was set.
     *
     * @return bytes written through this response, no more than its content length, before any compression by the container
     */
    public long bytesSent() {
        long length = contentLength();
        return length < 0 ? bytesWritten : Math.min(bytesWritten, length);
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

    /** The container ignores the errors and redirects of an included resource. */
    private boolean admitsAnswer(int status) {
        return isIncluded() || admitsSending(status);
    }

    private boolean admits() {
        if (!isSealed()) {
            settle();
        }
        return !isSealed();
    }

    /** Containers send a body once it has its full length. */
    private boolean isSentWith(long total) {
        return total >= getBufferSize() || (contentLength() > 0 && total >= contentLength());
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
        if (!isIncluded()) {
            begin();
        }
    }

    private void begin() {
        settled = false;
        sending = false;
        statusSet = false;
        bytesWritten = 0;
        stream = null;
        writer = null;
        onReset();
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        statusSet |= !isSealed() && !isIncluded();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        if (!isSealed()) {
            settled = false;
            bytesWritten = 0;
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        if (admitsAnswer(status)) {
            super.sendError(status);
            errorSent |= !isIncluded();
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (admitsAnswer(status)) {
            super.sendError(status, message);
            errorSent |= !isIncluded();
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (admitsAnswer(getStatus())) {
            super.sendRedirect(location);
            statusSet |= !isIncluded();
        }
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        if (admitsAnswer(getStatus())) {
            super.sendRedirect(location, clearBuffer);
            statusSet |= !isIncluded();
        }
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        if (admitsAnswer(status)) {
            super.sendRedirect(location, status);
            statusSet |= !isIncluded();
        }
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (admitsAnswer(status)) {
            super.sendRedirect(location, status, clearBuffer);
            statusSet |= !isIncluded();
        }
    }
}
