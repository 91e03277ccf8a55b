package dev.gatehouse.headers;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for single headers: off, on or an own value. Immutable; start with {@link #none()} and add. A value
 * may hold <code>'nonce-{nonce}'</code> where the header is a content security policy.
 */
public final class HeaderOverrides {

    private static final HeaderOverrides NONE = new HeaderOverrides(new EnumMap<>(SecurityHeader.class));
    private static final String OFF = "off";
    private static final String ON = "on";

    private final Map<SecurityHeader, String> settings;

    private HeaderOverrides(Map<SecurityHeader, String> settings) {
        this.settings = settings;
    }

    /**
     * Leaves every header as its profile has it.
     *
     * @return no overrides
     */
    public static HeaderOverrides none() {
        return NONE;
    }

    /**
     * Changes one header.
     *
     * @param header the header
     * @param setting "off" (or "false") to leave it out, "on" (or "true") for its usual value, else the value to send
     * @return a copy with this setting
     * @throws IllegalArgumentException if the value cannot be sent or makes no sense; the message tells what to write
     */
    public HeaderOverrides with(SecurityHeader header, String setting) {
        String value = setting.trim();
        Map<SecurityHeader, String> more = new EnumMap<>(settings);
        if (SecurityHeader.isOff(value)) {
            more.put(header, OFF);
        } else if (SecurityHeader.isOn(value)) {
            more.put(header, ON);
        } else {
            more.put(header, header.checked(value));
        }
        return new HeaderOverrides(Collections.unmodifiableMap(more));
    }

    /** What the header's value becomes: null when it is left out. */
    @Nullable
    String value(SecurityHeader header, @Nullable String otherwise, @Nullable String whenOn) {
        String setting = settings.get(header);
        if (setting == null) {
            return otherwise;
        }
        return switch (setting) {
            case OFF -> null;
            case ON -> whenOn;
            default -> setting;
        };
    }

    Map<SecurityHeader, String> settings() {
        return settings;
    }
}
