package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Finds the name of the logger in a readable line. What stands behind it is a message, whatever the logger is called. */
final class LoggerName {

    private static final String SEPARATOR = " : ";

    private LoggerName() {}

    /** Returns where the separator behind the logger begins, or -1: only the first may be it, and none in the message. */
    static int end(String line, ILoggingEvent event) {
        int separator = line.indexOf(SEPARATOR);
        if (separator < 0 || isOfMessage(line, separator, event.getFormattedMessage())) {
            return -1;
        }
        int end = separator;
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && line.charAt(start - 1) > ' ') {
            start--;
        }
        return start < end && isShort(line.substring(start, end), event.getLoggerName()) ? separator : -1;
    }

    private static boolean isOfMessage(String line, int separator, String message) {
        if (line.startsWith(message, separator + SEPARATOR.length())) {
            return false;
        }
        int start = line.indexOf(message);
        return start >= 0 && start <= separator;
    }

    /** A layout cuts packages down to their first letters, and what is still too long from the left. */
    private static boolean isShort(String word, String logger) {
        int wordEnd = word.length();
        int loggerEnd = logger.length();
        boolean last = true;
        while (wordEnd > 0) {
            int wordStart = word.lastIndexOf('.', wordEnd - 1) + 1;
            int loggerStart = logger.lastIndexOf('.', loggerEnd - 1) + 1;
            int length = wordEnd - wordStart;
            boolean cutBehind = !last && logger.regionMatches(loggerStart, word, wordStart, length);
            boolean cutBefore = (wordStart == 0 || length == loggerEnd - loggerStart)
                    && logger.regionMatches(loggerEnd - length, word, wordStart, length);
            if (length > loggerEnd - loggerStart || !(cutBehind || cutBefore)) {
                return false;
            }
            if (loggerStart == 0) {
                return wordStart == 0;
            }
            wordEnd = wordStart - 1;
            loggerEnd = loggerStart - 1;
            last = false;
        }
        return true;
    }
}
