/**
 * Names that clients choose for files and catalogue entries: checked so that they are one name on every system, and
 * normalised so that what looks the same is the same.
 */
@NullMarked
package dev.gatehouse.name;

import org.jspecify.annotations.NullMarked;
