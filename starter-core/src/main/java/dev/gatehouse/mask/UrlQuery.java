package dev.gatehouse.mask;

import java.util.List;
import java.util.Locale;

/** Takes the values out of the query of a URL. Which of them is a secret only the service that is called can tell. */
final class UrlQuery {

    /** The last word of a name decides: {@code http.url}, {@code url.full}, {@code url.query}, {@code query_string}. */
    private static final List<String> URLS = List.of("url", "uri", "target", "full");

    private static final List<String> QUERIES = List.of("query", "string");

    private UrlQuery() {}

    static String withoutValues(String name, String value) {
        String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('_')) + 1)
                .toLowerCase(Locale.ROOT);
        if (URLS.contains(last)) {
            int query = value.indexOf('?');
            return query < 0 ? value : value.substring(0, query + 1) + withoutValues(value.substring(query + 1));
        }
        return QUERIES.contains(last) && name.contains("query") ? withoutValues(value) : value;
    }

    /** Names stay, for they tell what was asked; a part without a name is a value. */
    private static String withoutValues(String query) {
        StringBuilder plain = new StringBuilder(query.length());
        for (String part : query.split("&", -1)) {
            if (!plain.isEmpty()) {
                plain.append('&');
            }
            int end = part.indexOf('=');
            if (end >= 0) {
                plain.append(part, 0, end + 1);
            }
            plain.append(end < 0 && part.isEmpty() ? "" : TextMask.REPLACEMENT);
        }
        return plain.toString();
    }
}
