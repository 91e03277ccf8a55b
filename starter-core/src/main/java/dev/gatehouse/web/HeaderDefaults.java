package dev.gatehouse.web;

import org.jspecify.annotations.Nullable;

/**
 * Headers that stand on a response until the application sets them itself. Whoever holds them puts them on the response
 * early; {@link HookedResponse} then reports each header the application writes, lets a default give way to it, and
 * hides the defaults from whoever asks the response for its headers, so that code which only fills gaps finds a gap.
 */
public interface HeaderDefaults {

    /** What becomes of a header that the application writes. */
    enum Write {
        /** No default stood there: it is written as asked. */
        PASS,
        /** A default stood there: it gives way, so that an added value does not become a second one. */
        REPLACE,
        /** The header must not leave this service: it is not written. */
        DROP
    }

    /**
     * Called before the application sets, adds or removes a header.
     *
     * @param name the header's name in any case
     * @param value the value as far as it is text; null for a removal, a number or a date
     * @return what is to become of it
     */
    Write onWrite(String name, @Nullable String value);

    /**
     * Called before the application sets the content type other than by a header.
     *
     * @param contentType the content type, or null when it is removed
     */
    void onContentType(@Nullable String contentType);

    /**
     * Tells whether a header holds a default now, which the application did not set and shall not see.
     *
     * @param name the header's name in any case
     * @return true if the value on the response is a default
     */
    boolean holds(String name);

    /** Called after the response was reset: the defaults are gone from it, and so is what the application wrote. */
    void onReset();
}
