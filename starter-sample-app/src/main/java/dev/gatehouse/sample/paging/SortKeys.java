package dev.gatehouse.sample.paging;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;

/**
 * What a list may be sorted by: an allow list, since every key needs an index and no client should learn an attribute
 * by sorting by it. Immutable.
 */
public final class SortKeys {

    private final Map<String, String> attributes;
    private final String fallback;

    /**
     * Creates an allow list.
     *
     * @param attributes the attribute of the entity behind each name that clients may use
     * @param fallback the order when none is asked for, written as a client would
     */
    public SortKeys(Map<String, String> attributes, String fallback) {
        this.attributes = Map.copyOf(attributes);
        this.fallback = fallback;
        parse(fallback);
    }

    /**
     * Reads a sort parameter.
     *
     * @param text a key, or a key and {@code asc} or {@code desc} behind a comma; null means the fallback
     * @return the order, made total by the id, so that no row falls between two pages
     * @throws ProblemException 400 if the text is anything else
     */
    public Sort parse(@Nullable String text) {
        String[] parts = (text == null ? fallback : text).split(",", -1);
        String attribute = attributes.get(parts[0]);
        Direction direction = direction(parts);
        if (attribute == null || direction == null) {
            throw notAllowed();
        }
        return Sort.by(direction, attribute, "id");
    }

    private static @Nullable Direction direction(String[] parts) {
        if (parts.length == 1) {
            return Direction.ASC;
        }
        if (parts.length > 2) {
            return null;
        }
        return switch (parts[1]) {
            case "asc" -> Direction.ASC;
            case "desc" -> Direction.DESC;
            default -> null;
        };
    }

    private ProblemException notAllowed() {
        String message = "must be one of " + String.join(", ", new TreeSet<>(attributes.keySet()))
                + ", optionally followed by ,asc or ,desc";
        return ProblemException.validation(List.of(new FieldProblem("sort", message, "not_allowed")));
    }
}
