/**
 * Things with a name and a quantity: the everyday resource, with optimistic locking, an import that takes all rows or
 * none, and an export that walks along an index instead of counting pages.
 */
@NullMarked
package dev.gatehouse.sample.item;

import org.jspecify.annotations.NullMarked;
