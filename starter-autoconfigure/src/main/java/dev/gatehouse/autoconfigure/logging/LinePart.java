package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.Converter;
import ch.qos.logback.core.pattern.FormatInfo;
import java.util.List;

/** A stretch of a line. Immutable. */
interface LinePart {

    /**
     * Writes this part.
     *
     * @return whether it could be written; if not, Logback has to write the whole line
     */
    boolean append(StringBuilder line, ILoggingEvent event);

    /** The same for every event. */
    record Constant(String text) implements LinePart {

        @Override
        public boolean append(StringBuilder line, ILoggingEvent event) {
            line.append(text);
            return true;
        }
    }

    /** What Logback makes of an event. */
    record Converted(Converter<ILoggingEvent> converter) implements LinePart {

        @Override
        public boolean append(StringBuilder line, ILoggingEvent event) {
            converter.write(line, event);
            return true;
        }
    }

    /** The name of the thread, of which a part is cut off. */
    record CutThreadName(Converter<ILoggingEvent> converter, FormatInfo format) implements LinePart {

        @Override
        public boolean append(StringBuilder line, ILoggingEvent event) {
            String name = event.getThreadName();
            if (name == null || name.length() <= format.getMax()) {
                converter.write(line, event);
            } else if (format.isLeftTruncate()) {
                line.append(name, name.length() - format.getMax(), name.length());
            } else {
                line.append(name, 0, format.getMax());
            }
            return true;
        }
    }

    /** A point in time within one second, of which only three digits change. */
    record Milliseconds(String before, String after) implements LinePart {

        @Override
        public boolean append(StringBuilder line, ILoggingEvent event) {
            int millis = (int) Math.floorMod(event.getTimeStamp(), 1000L);
            line.append(before)
                    .append((char) ('0' + millis / 100))
                    .append((char) ('0' + millis / 10 % 10))
                    .append((char) ('0' + millis % 10))
                    .append(after);
            return true;
        }
    }

    /** What stands around something, and not at all around nothing: {@code %replace(…){'^(.+)$','[$1] '}}. */
    record AroundText(String before, List<LinePart> inside, String after) implements LinePart {

        @Override
        public boolean append(StringBuilder line, ILoggingEvent event) {
            int start = line.length();
            line.append(before);
            int from = line.length();
            for (int i = 0; i < inside.size(); i++) {
                if (!inside.get(i).append(line, event)) {
                    return false;
                }
            }
            if (line.length() == from) {
                line.setLength(start);
                return true;
            }
            // The dot of the expression does not match the end of a line, of which there are several.
            for (int i = from; i < line.length(); i++) {
                if (line.charAt(i) < ' ' || line.charAt(i) > '~') {
                    return false;
                }
            }
            line.append(after);
            return true;
        }
    }
}
