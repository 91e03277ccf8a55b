package dev.gatehouse.autoconfigure.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Addresses of Redis as they were written. A list in one line is split at its commas, also at those between the hosts of
 * a Sentinel and inside of a password.
 */
public final class RedisUris {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

    private RedisUris() {}

    /**
     * Puts together again what belongs to one address.
     *
     * @param pieces addresses or pieces of them
     * @return the addresses: what has no scheme is the rest of the one before
     */
    public static List<String> joined(List<String> pieces) {
        List<String> uris = new ArrayList<>(pieces.size());
        for (String piece : pieces) {
            if (uris.isEmpty() || SCHEME.matcher(piece).matches()) {
                uris.add(piece);
            } else {
                int last = uris.size() - 1;
                uris.set(last, uris.get(last) + "," + piece);
            }
        }
        return uris;
    }
}
