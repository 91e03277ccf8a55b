package dev.gatehouse.mask;

/** What Spring's validation writes behind the name of a field: {@code rejected value [x]; codes […]; arguments […] …}. */
final class RejectedValue {

    private static final String START = "rejected value [";
    private static final String END = "]; codes [";

    /** A value may have line breaks. Where its end is further away, it ends with its line. */
    private static final int MAX_LENGTH = 1024;

    private RejectedValue() {}

    /** Returns where the value begins, or -1. */
    static int start(String text, int from) {
        return text.startsWith(START, from) ? from + START.length() : -1;
    }

    static int end(String text, int start) {
        int limit = Math.min(text.length(), start + MAX_LENGTH);
        int endOfLine = -1;
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (c == ']' && text.startsWith(END, i)) {
                return i;
            }
            if (endOfLine < 0 && NamedValue.isLineBreak(c)) {
                endOfLine = i;
            }
        }
        return endOfLine < 0 ? NamedValue.endOfLine(text, limit) : endOfLine;
    }
}
