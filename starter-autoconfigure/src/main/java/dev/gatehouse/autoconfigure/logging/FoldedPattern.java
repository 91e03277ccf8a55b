package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.DateConverter;
import ch.qos.logback.classic.pattern.LevelConverter;
import ch.qos.logback.classic.pattern.LineSeparatorConverter;
import ch.qos.logback.classic.pattern.LoggerConverter;
import ch.qos.logback.classic.pattern.MDCConverter;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.PropertyConverter;
import ch.qos.logback.classic.pattern.ThreadConverter;
import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import ch.qos.logback.core.pattern.Converter;
import ch.qos.logback.core.pattern.ConverterUtil;
import ch.qos.logback.core.pattern.IdentityCompositeConverter;
import ch.qos.logback.core.pattern.LiteralConverter;
import ch.qos.logback.core.pattern.ReplacingCompositeConverter;
import ch.qos.logback.core.pattern.parser.Parser;
import ch.qos.logback.core.spi.ScanException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.ColorConverter;
import org.springframework.boot.logging.logback.CorrelationIdConverter;
import org.springframework.boot.logging.logback.EnclosedInSquareBracketsConverter;

/**
 * A pattern of Logback whose parts are known, so that those can be written once that are the same for all events of one logger and
 * level without an exception. Knows the parts of which Spring Boot's patterns consist. Used by one thread at a time.
 */
final class FoldedPattern {

    private static final String PROBE = "\u0001";

    /** The whole of a text of one line. */
    private static final String ANYTHING = "^(.+)$";

    private static final Set<Class<?>> SAME_FOR_ALL = Set.of(
            LiteralConverter.class,
            LevelConverter.class,
            LoggerConverter.class,
            LineSeparatorConverter.class,
            PropertyConverter.class);

    private static final Set<Class<?>> OF_EACH = Set.of(
            DateConverter.class,
            ThreadConverter.class,
            MessageConverter.class,
            MDCConverter.class,
            CorrelationIdConverter.class);

    private static final Set<Class<?>> AROUND_OTHERS = Set.of(
            ColorConverter.class,
            EnclosedInSquareBracketsConverter.class,
            IdentityCompositeConverter.class,
            ReplacingCompositeConverter.class);

    private final Converter<ILoggingEvent> first;

    /** What replacements make of any text. Found out once: a part that is written may not be changed meanwhile. */
    private final Map<Converter<ILoggingEvent>, String> replaced = new IdentityHashMap<>();

    private FoldedPattern(Converter<ILoggingEvent> first) {
        this.first = first;
        probeReplacements(first);
    }

    private void probeReplacements(@Nullable Converter<ILoggingEvent> head) {
        for (Converter<ILoggingEvent> part = head; part != null; part = part.getNext()) {
            if (part instanceof CompositeConverter<ILoggingEvent> composite) {
                if (part instanceof ReplacingCompositeConverter) {
                    replaced.put(part, probed(composite, at(0)));
                }
                probeReplacements(composite.getChildConverter());
            }
        }
    }

    private static String probed(CompositeConverter<ILoggingEvent> composite, ILoggingEvent event) {
        Converter<ILoggingEvent> inside = composite.getChildConverter();
        composite.setChildConverter(new LiteralConverter<>(PROBE));
        try {
            return composite.convert(event);
        } finally {
            composite.setChildConverter(inside);
        }
    }

    /** Takes a layout apart; null if it has a part that is not known here, such as one of the application's. */
    static @Nullable FoldedPattern of(PatternLayout layout) {
        try {
            Parser<ILoggingEvent> parser = new Parser<>(layout.getPattern());
            parser.setContext(layout.getContext());
            Converter<ILoggingEvent> first = parser.compile(parser.parse(), layout.getEffectiveConverterMap());
            ConverterUtil.setContextForConverters(layout.getContext(), first);
            ConverterUtil.startConverters(first);
            return isKnown(first) ? new FoldedPattern(first) : null;
        } catch (ScanException e) {
            // Logback has told so already, and writes what it writes then.
            return null;
        }
    }

    private static boolean isKnown(@Nullable Converter<ILoggingEvent> head) {
        for (Converter<ILoggingEvent> part = head; part != null; part = part.getNext()) {
            boolean known = part instanceof CompositeConverter<ILoggingEvent> composite
                    ? AROUND_OTHERS.contains(part.getClass()) && isKnown(composite.getChildConverter())
                    : OF_EACH.contains(part.getClass()) || isSameForAll(part);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    /** An exception that is not there leaves no trace. */
    private static boolean isSameForAll(Converter<ILoggingEvent> part) {
        return SAME_FOR_ALL.contains(part.getClass())
                || (part instanceof ThrowableHandlingConverter && isOfLibraries(part.getClass()));
    }

    private static boolean isOfLibraries(Class<?> type) {
        return type.getPackage() == ThrowableHandlingConverter.class.getPackage()
                || type.getPackage() == ColorConverter.class.getPackage();
    }

    /** Writes what is the same for all events like this one within its second. */
    List<LinePart> fold(ILoggingEvent event) {
        List<LinePart> parts = new ArrayList<>();
        fold(first, event, parts);
        return List.copyOf(parts);
    }

    private void fold(@Nullable Converter<ILoggingEvent> head, ILoggingEvent event, List<LinePart> parts) {
        for (Converter<ILoggingEvent> part = head; part != null; part = part.getNext()) {
            if (isConstant(part)) {
                constant(text(part, event), parts);
            } else if (part instanceof DateConverter) {
                date(part, event, parts);
            } else if (part instanceof ThreadConverter thread && thread.getFormattingInfo() != null) {
                parts.add(new LinePart.CutThreadName(part, thread.getFormattingInfo()));
            } else if (part instanceof CompositeConverter<ILoggingEvent> composite && !isPadded(composite)) {
                around(composite, event, parts);
            } else {
                parts.add(new LinePart.Converted(part));
            }
        }
    }

    private static boolean isConstant(Converter<ILoggingEvent> part) {
        if (!(part instanceof CompositeConverter<ILoggingEvent> composite)) {
            return isSameForAll(part);
        }
        for (Converter<ILoggingEvent> inside = composite.getChildConverter();
                inside != null;
                inside = inside.getNext()) {
            if (!isConstant(inside)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPadded(CompositeConverter<ILoggingEvent> composite) {
        return composite.getFormattingInfo() != null;
    }

    private void around(CompositeConverter<ILoggingEvent> composite, ILoggingEvent event, List<LinePart> parts) {
        boolean replaces = composite instanceof ReplacingCompositeConverter;
        boolean takesAnything = !replaces || ANYTHING.equals(composite.getFirstOption());
        if (!takesAnything || composite instanceof EnclosedInSquareBracketsConverter) {
            parts.add(new LinePart.Converted(composite));
            return;
        }
        Converter<ILoggingEvent> inside = composite.getChildConverter();
        String probed = replaces ? replaced.getOrDefault(composite, "") : probed(composite, event);
        int at = probed.indexOf(PROBE);
        if (at < 0 || at != probed.lastIndexOf(PROBE)) {
            parts.add(new LinePart.Converted(composite));
            return;
        }
        String before = probed.substring(0, at);
        String after = probed.substring(at + PROBE.length());
        if (replaces) {
            List<LinePart> insideParts = new ArrayList<>();
            fold(inside, event, insideParts);
            parts.add(new LinePart.AroundText(before, List.copyOf(insideParts), after));
        } else {
            constant(before, parts);
            fold(inside, event, parts);
            constant(after, parts);
        }
    }

    private static void date(Converter<ILoggingEvent> date, ILoggingEvent event, List<LinePart> parts) {
        long second = event.getTimeStamp() - Math.floorMod(event.getTimeStamp(), 1000L);
        String start = text(date, at(second));
        String end = text(date, at(second + 999));
        int digits = start.indexOf("000", firstDifference(start, end));
        if (start.equals(end)) {
            constant(start, parts);
        } else if (digits >= 0 && end.equals(start.substring(0, digits) + "999" + start.substring(digits + 3))) {
            parts.add(new LinePart.Milliseconds(start.substring(0, digits), start.substring(digits + 3)));
        } else {
            parts.add(new LinePart.Converted(date));
        }
    }

    private static int firstDifference(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    private static ILoggingEvent at(long millis) {
        LoggingEvent event = new LoggingEvent();
        event.setTimeStamp(millis);
        return event;
    }

    private static String text(Converter<ILoggingEvent> part, ILoggingEvent event) {
        StringBuilder text = new StringBuilder();
        part.write(text, event);
        return text.toString();
    }

    private static void constant(String text, List<LinePart> parts) {
        if (text.isEmpty()) {
            return;
        }
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last) instanceof LinePart.Constant before) {
            parts.set(last, new LinePart.Constant(before.text() + text));
        } else {
            parts.add(new LinePart.Constant(text));
        }
    }
}
