/**
 * What the checks of an upload work with: the bytes of the file, the limits, and the closed set of reasons for which a
 * file is refused.
 */
@NullMarked
package dev.gatehouse.upload.content;

import org.jspecify.annotations.NullMarked;
