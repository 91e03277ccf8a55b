package dev.gatehouse.web;

import dev.gatehouse.web.HeaderDefaults.Write;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response that can hold {@link HeaderDefaults} and knows the length of its body once it is set. During an include it notes
 * nothing: the container ignores what an included resource sets (Servlet 6.1, 9.3).
 */
abstract class DefaultedResponse extends HttpServletResponseWrapper {

    private final NotedResponse target;
    private @Nullable HeaderDefaults defaults;
    private long contentLength = -1;
    private int includes;

    DefaultedResponse(HttpServletResponse response, NotedResponse target) {
        super(response);
        this.target = target;
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

    void beginInclude() {
        includes++;
    }

    void endInclude() {
        includes--;
    }

    /**
     * Tells whether a resource is being included, of which the container takes nothing but the body: no status, no header and
     * no reset. An {@link IncludeFilter} has to say so.
     *
     * @return true during an include
     */
    public final boolean isIncluded() {
        return includes != 0;
    }

    /** The length that was set, or -1. */
    final long contentLength() {
        return contentLength;
    }

    final void onReset() {
        contentLength = -1;
        if (defaults != null) {
            defaults.onReset();
        }
    }

    @Override
    public void setContentLength(int length) {
        super.setContentLength(length);
        noteLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        super.setContentLengthLong(length);
        noteLength(length);
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
                noteLength(value);
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
        if (defaults != null && !isIncluded()) {
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
        if (name == null || isIncluded()) {
            return Write.PASS;
        }
        target.note(name);
        return defaults == null ? Write.PASS : defaults.onWrite(name, value);
    }

    private boolean isDefault(@Nullable String name) {
        return defaults != null && name != null && defaults.holds(name);
    }

    private static boolean isLength(@Nullable String name) {
        return "Content-Length".equalsIgnoreCase(name);
    }

    private void noteLength(@Nullable String name, @Nullable String value) {
        if (isLength(name)) {
            try {
                noteLength(value == null ? -1 : Long.parseLong(value));
            } catch (NumberFormatException e) {
                noteLength(-1);
            }
        }
    }

    private void noteLength(long length) {
        if (!isIncluded()) {
            contentLength = length;
        }
    }
}
