/** What statements written by hand need: times and ids as the tables keep them. */
@NullMarked
package dev.gatehouse.sample.db;

import org.jspecify.annotations.NullMarked;
