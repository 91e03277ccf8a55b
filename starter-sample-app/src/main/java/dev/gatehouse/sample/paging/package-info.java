/** How every list is cut into pages and sorted: the same parameters, bounds and answer for each domain. */
@NullMarked
package dev.gatehouse.sample.paging;

import org.jspecify.annotations.NullMarked;
