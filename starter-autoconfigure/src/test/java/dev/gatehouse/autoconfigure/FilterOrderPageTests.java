package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Manual;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterOrderPageTests {

    private static final Pattern PLACE = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);

    @Test
    void namesEachPlaceInItsOrder() {
        List<String> documented = PLACE.matcher(Manual.read("docs/filter-order.md"))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(documented).isEqualTo(places());
    }

    private static List<String> places() {
        return Stream.of(FilterOrder.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparingInt(FilterOrderPageTests::order))
                .map(Field::getName)
                .toList();
    }

    private static int order(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
