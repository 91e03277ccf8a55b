/** Virus scanning of uploads: what a scanner is, and the one that asks ClamAV. */
@NullMarked
package dev.gatehouse.upload.scan;

import org.jspecify.annotations.NullMarked;
