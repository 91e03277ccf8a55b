package dev.gatehouse.autoconfigure.environment.check;

import java.util.regex.Pattern;

/** What of a place may stand in a report. Configuration that comes from a URL may have credentials in it. */
final class ShownOrigin {

    private static final Pattern LOG_IN = Pattern.compile("(?<=://)[^/?#]*@");

    /** Up to what Spring writes behind a URL: a bracket, a quote or nothing. It counts documents by a sign that URLs have, too. */
    private static final Pattern QUERY =
            Pattern.compile("(://[^?#]*+)(?:\\?|(?<!\\(document )#).*?(?=](?:$|[ '])|'(?:$| )|$)", Pattern.DOTALL);

    private ShownOrigin() {}

    static String of(String origin) {
        if (!origin.contains("://")) {
            return origin;
        }
        return QUERY.matcher(LOG_IN.matcher(origin).replaceAll("")).replaceAll("$1");
    }
}
