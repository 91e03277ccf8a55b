package dev.gatehouse.accesslog;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * What a line says, as text and as pairs. The pairs are made when somebody reads them: only structured logs do, and a pair, a box
 * and a place in a list for each field cost more than the line. Reading is safe for many threads.
 */
final class AccessLogFields extends AbstractList<KeyValuePair> {

    /** Enough for status, duration and size of most. */
    private static final int NUMBERS = 24;

    private final String method;
    private final String placeKey;
    private final String place;
    private final int status;
    private final long millis;
    private final long bytes;
    private final @Nullable String user;
    private final @Nullable String errorCode;
    private final boolean slow;
    private volatile @Nullable List<KeyValuePair> pairs;

    AccessLogFields(
            String method,
            String placeKey,
            String place,
            int status,
            long millis,
            long bytes,
            @Nullable String user,
            @Nullable String errorCode,
            boolean slow) {
        this.method = method;
        this.placeKey = placeKey;
        this.place = place;
        this.status = status;
        this.millis = millis;
        this.bytes = bytes;
        this.user = user;
        this.errorCode = errorCode;
        this.slow = slow;
    }

    String text() {
        StringBuilder text = new StringBuilder(method.length() + place.length() + NUMBERS)
                .append(method)
                .append(' ')
                .append(place)
                .append(' ')
                .append(status)
                .append(' ')
                .append(millis)
                .append(" ms ")
                .append(bytes)
                .append(" B");
        if (user != null) {
            append(text.append(" user="), user);
        }
        if (errorCode != null) {
            text.append(" error=").append(errorCode);
        }
        if (slow) {
            text.append(" slow");
        }
        return text.toString();
    }

    /** A name that could be taken for other fields stands in quotes: clients choose theirs. */
    private static void append(StringBuilder text, String user) {
        if (isOneWord(user)) {
            text.append(user);
            return;
        }
        text.append('"');
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }

    private static boolean isOneWord(String user) {
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if (c == ' ' || c == '=' || c == '"') {
                return false;
            }
        }
        return true;
    }

    private List<KeyValuePair> pairs() {
        List<KeyValuePair> made = pairs;
        if (made == null) {
            made = made();
            pairs = made;
        }
        return made;
    }

    private List<KeyValuePair> made() {
        List<KeyValuePair> made = new ArrayList<>(8);
        made.add(new KeyValuePair("method", method));
        made.add(new KeyValuePair(placeKey, place));
        made.add(new KeyValuePair("status", status));
        made.add(new KeyValuePair("duration_ms", millis));
        made.add(new KeyValuePair("size", bytes));
        if (user != null) {
            made.add(new KeyValuePair("user_id", user));
        }
        if (errorCode != null) {
            made.add(new KeyValuePair("error_code", errorCode));
        }
        if (slow) {
            made.add(new KeyValuePair("slow", true));
        }
        return made;
    }

    @Override
    public KeyValuePair get(int index) {
        return pairs().get(index);
    }

    @Override
    public int size() {
        return pairs().size();
    }

    /** Filters and appenders may add pairs of their own. */
    @Override
    public void add(int index, KeyValuePair pair) {
        pairs().add(index, pair);
    }

    @Override
    public KeyValuePair set(int index, KeyValuePair pair) {
        return pairs().set(index, pair);
    }

    @Override
    public KeyValuePair remove(int index) {
        return pairs().remove(index);
    }
}
