package dev.gatehouse.net;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The origins that any of several patterns means. Immutable, thread-safe. */
public final class OriginSet {

    private static final OriginSet EMPTY = new OriginSet(List.of());

    private final List<OriginPattern> patterns;
    private final Set<Origin> single;
    private final OriginPattern[] wide;
    private final boolean any;

    private OriginSet(Collection<OriginPattern> patterns) {
        this.patterns = List.copyOf(patterns);
        this.single = patterns.stream()
                .map(OriginPattern::single)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        this.wide = patterns.stream()
                .filter(pattern -> !pattern.isAny() && pattern.single() == null)
                .toArray(OriginPattern[]::new);
        this.any = patterns.stream().anyMatch(OriginPattern::isAny);
    }

    /**
     * Makes a set.
     *
     * @param patterns the patterns, in any order
     * @return the set of all origins that one of them means
     */
    public static OriginSet of(Collection<OriginPattern> patterns) {
        return patterns.isEmpty() ? EMPTY : new OriginSet(patterns);
    }

    /**
     * Tells whether an origin is in the set.
     *
     * @param origin an origin
     * @return true if a pattern means it
     */
    public boolean contains(Origin origin) {
        return any || names(origin);
    }

    /**
     * Tells whether an origin is in the set for a better reason than that every origin is.
     *
     * @param origin an origin
     * @return true if a pattern other than {@code *} means it
     */
    public boolean names(Origin origin) {
        if (single.contains(origin)) {
            return true;
        }
        for (OriginPattern pattern : wide) {
            if (pattern.matches(origin)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether every origin is in the set.
     *
     * @return true if {@code *} is one of the patterns
     */
    public boolean containsAny() {
        return any;
    }

    /**
     * Tells whether no origin is in the set.
     *
     * @return true if there is no pattern
     */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /**
     * Gives the patterns.
     *
     * @return the patterns in their order
     */
    public List<OriginPattern> patterns() {
        return patterns;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OriginSet set && patterns.equals(set.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
