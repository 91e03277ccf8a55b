package dev.gatehouse.errorrecord;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps groups of errors. {@link #record} is called by one thread of the {@link ErrorRecorder}, never by that of a
 * request, so a store may use a database; the other methods are called by operators, at the same time. A store bounds
 * what it keeps.
 */
public interface ErrorStore {

    /**
     * Adds errors to their groups. If it throws, these errors are lost and counted as such.
     *
     * @param occurrences one error or more, in the order in which they happened
     */
    void record(List<ErrorOccurrence> occurrences);

    /**
     * Lists groups.
     *
     * @param limit how many at most
     * @return those that happened last come first
     */
    List<ErrorGroup> list(int limit);

    /**
     * Looks for a group.
     *
     * @param id the name of the group
     * @return the group, or null if there is none of that name
     */
    @Nullable
    ErrorGroup find(String id);

    /**
     * Forgets a group.
     *
     * @param id the name of the group
     * @return false if there is none of that name
     */
    boolean remove(String id);

    /** Forgets all groups. */
    void clear();

    /**
     * Counts the groups that left because the store was full.
     *
     * @return how many since the start
     */
    default long evicted() {
        return 0;
    }
}
