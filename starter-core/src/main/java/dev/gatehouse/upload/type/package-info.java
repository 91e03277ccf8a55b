/**
 * Kinds of files: how each is named, declared and recognised, and what a well-formed and harmless one looks like inside.
 * {@link dev.gatehouse.upload.type.FileType} is the way to add one.
 */
@NullMarked
package dev.gatehouse.upload.type;

import org.jspecify.annotations.NullMarked;
