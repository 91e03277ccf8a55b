/**
 * What requests cost the database: each statement is counted, by whatever way and on whatever thread it goes there, and a request
 * above its budget is reported. A list that asks once more for each of its rows shows at once.
 */
@NullMarked
package dev.gatehouse.sample.sql;

import org.jspecify.annotations.NullMarked;
