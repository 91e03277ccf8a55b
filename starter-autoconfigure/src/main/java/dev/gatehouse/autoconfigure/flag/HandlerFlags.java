package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.autoconfigure.web.PerHandler;
import dev.gatehouse.flag.FeatureFlag;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.web.method.HandlerMethod;

/** The flags that {@link FeatureFlag} annotations put on handler methods, read once per method; that of the class first. */
final class HandlerFlags {

    private final PerHandler<List<FeatureFlag>> flags = new PerHandler<>(HandlerFlags::read);

    List<FeatureFlag> of(HandlerMethod handler) {
        return flags.of(handler);
    }

    private static List<FeatureFlag> read(HandlerMethod handler) {
        List<FeatureFlag> found = Stream.of(handler.getBeanType(), handler.getMethod())
                .flatMap(HandlerFlags::on)
                .distinct()
                .toList();
        for (FeatureFlag flag : found) {
            if (flag.status() < 400 || flag.status() > 599) {
                throw new IllegalStateException("@FeatureFlag on " + handler.getShortLogMessage() + ": " + flag.status()
                        + " is not the status of an error. Use 400 to 599.");
            }
        }
        return found;
    }

    /** All of them: those of its own, those on its annotations, and those that it inherits. */
    private static Stream<FeatureFlag> on(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(FeatureFlag.class)
                .map(MergedAnnotation::synthesize);
    }
}
