/** Uploads: the filter that checks every file, its rules by path, the scanner, and what endpoints need of it. */
@NullMarked
package dev.gatehouse.autoconfigure.upload;

import org.jspecify.annotations.NullMarked;
