package dev.gatehouse.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response that hooks write to. It notes in a few bits which headers may stand there already: containers search their
 * headers one by one, and most headers that a hook sets or asks for are not there.
 */
final class NotedResponse extends HttpServletResponseWrapper {

    private static final long ALL = -1;

    private long noted;

    private NotedResponse(HttpServletResponse response, long noted) {
        super(response);
        this.noted = noted;
    }

    /** From here on all headers are written through it or {@linkplain #note noted}, but for those of the container. */
    static NotedResponse ofNewRequest(HttpServletResponse response) {
        NotedResponse result = new NotedResponse(response, 0);
        for (String name : response.getHeaderNames()) {
            result.note(name);
        }
        return result;
    }

    /** Others may write to the response behind the back of this one, so that it searches each time. */
    static NotedResponse searching(HttpServletResponse response) {
        return new NotedResponse(response, ALL);
    }

    /** A header of this name was written past this response, or may have been. */
    void note(String name) {
        noted |= bit(name);
    }

    private boolean mayHold(String name) {
        return mayHold(name, bit(name));
    }

    private boolean mayHold(String name, long bit) {
        return (noted & bit) != 0 || isOfContainer(name);
    }

    /** A container writes these by itself, too. */
    private static boolean isOfContainer(String name) {
        return name.regionMatches(true, 0, "Content-", 0, 8) || name.equalsIgnoreCase("Set-Cookie");
    }

    /** The same for all spellings of a name, and another one for nearly each of those that filters set. */
    private static long bit(String name) {
        int length = name.length();
        if (length == 0) {
            return ALL;
        }
        return 1L << (13 * length + 17 * lower(name.charAt(3 * length / 4)) + lower(name.charAt(0)));
    }

    private static int lower(char c) {
        return c | 0x20;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        long bit = bit(name);
        if (mayHold(name, bit)) {
            super.setHeader(name, value);
        } else if (value != null) {
            super.addHeader(name, value);
        }
        noted |= bit;
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        super.addHeader(name, value);
        note(name);
    }

    @Override
    public void setIntHeader(String name, int value) {
        super.setIntHeader(name, value);
        note(name);
    }

    @Override
    public void addIntHeader(String name, int value) {
        super.addIntHeader(name, value);
        note(name);
    }

    @Override
    public void setDateHeader(String name, long date) {
        super.setDateHeader(name, date);
        note(name);
    }

    @Override
    public void addDateHeader(String name, long date) {
        super.addDateHeader(name, date);
        note(name);
    }

    @Override
    public boolean containsHeader(String name) {
        return mayHold(name) && super.containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return mayHold(name) ? super.getHeader(name) : null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return mayHold(name) ? super.getHeaders(name) : List.of();
    }
}
