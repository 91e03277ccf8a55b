package dev.gatehouse.upload.type;

import java.util.Set;

/** Which types by magic a text may have: the words of a text can look like those of a simple format. */
final class TextMagic {

    private static final Set<String> ACTIVE = Set.of("text/html", "text/x-php", "text/javascript");
    private static final Set<String> MAIL = Set.of("message/rfc822", "message/news", "application/mbox");

    private TextMagic() {}

    static boolean isText(String type) {
        return (type.startsWith("text/") && !ACTIVE.contains(type)) || MAIL.contains(type);
    }
}
