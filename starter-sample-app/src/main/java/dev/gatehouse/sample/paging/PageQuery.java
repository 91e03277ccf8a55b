package dev.gatehouse.sample.paging;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;

/**
 * The query parameters of a list. Bounded, because a database reads and throws away all rows before a page: who wants
 * everything takes an export.
 *
 * @param page number of the page, from 0; null means 0
 * @param size rows per page, at most 100; null means 20
 * @param sort a key and a direction like {@code name,desc}; null means the list's own order
 */
public record PageQuery(
        @Parameter(description = "Number of the page, from 0.", example = "0") @Nullable @Min(0) @Max(10_000)
        Integer page,

        @Parameter(description = "Rows per page, 20 if absent.", example = "20") @Nullable @Min(1) @Max(100)
        Integer size,

        @Parameter(description = "A key and a direction, asc if absent.", example = "created_at,desc")
        @Nullable
        @Size(max = 64)
        String sort) {

    private static final int DEFAULT_SIZE = 20;

    /**
     * Turns the parameters into what a repository takes.
     *
     * @param keys what this list may be sorted by
     * @return the page to read
     * @throws dev.gatehouse.error.ProblemException 400 if the sort key is not one of {@code keys}
     */
    public Pageable toPageable(SortKeys keys) {
        return PageRequest.of(page == null ? 0 : page, size == null ? DEFAULT_SIZE : size, keys.parse(sort));
    }
}
