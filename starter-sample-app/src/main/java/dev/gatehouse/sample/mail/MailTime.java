package dev.gatehouse.sample.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as mails say them, in every language alike. */
public final class MailTime {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private MailTime() {}

    /** Says a moment, to the minute. */
    public static String of(Instant instant) {
        return MINUTES.format(instant);
    }

    /** Says a duration in the largest unit that it is whole in. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
