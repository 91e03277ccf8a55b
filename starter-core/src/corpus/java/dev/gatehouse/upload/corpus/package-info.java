/**
 * Files that uploads are tested with, good and hostile, all built here. Compiled with the tests of the core and of the
 * starter.
 */
@NullMarked
package dev.gatehouse.upload.corpus;

import org.jspecify.annotations.NullMarked;
