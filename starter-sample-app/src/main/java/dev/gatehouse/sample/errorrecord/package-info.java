/** Keeps what went wrong in a table that all instances share and a restart leaves alone. */
@NullMarked
package dev.gatehouse.sample.errorrecord;

import org.jspecify.annotations.NullMarked;
