package dev.gatehouse.sample.paging;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/**
 * One page of a list.
 *
 * @param content the rows of this page; empty behind the last one
 * @param page number of this page, from 0
 * @param size rows a full page has
 * @param totalElements rows on all pages
 * @param totalPages number of pages
 * @param <T> what is listed
 */
public record PageResponse<T>(
        List<T> content,

        @Schema(description = "Number of this page, from 0.", example = "0")
        int page,

        @Schema(description = "Rows a full page has.", example = "20")
        int size,

        @Schema(description = "Rows on all pages.", example = "57")
        long totalElements,

        @Schema(description = "Number of pages.", example = "3")
        int totalPages) {

    /**
     * Makes the answer from what a repository returned.
     *
     * @param page the page
     * @param toResponse turns a row into what the client sees
     * @param <E> the entity
     * @param <T> what the client sees
     * @return the answer
     */
    public static <E, T> PageResponse<T> of(Page<E> page, Function<? super E, ? extends T> toResponse) {
        List<T> content = page.getContent().stream().<T>map(toResponse).toList();
        return new PageResponse<>(
                content, page.getNumber(), page.getSize(), page.getTotalElements(), page.getTotalPages());
    }
}
