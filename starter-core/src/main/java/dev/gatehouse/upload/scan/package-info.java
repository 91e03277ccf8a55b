/** Malware scanning of uploads by ClamAV. */
@NullMarked
package dev.gatehouse.upload.scan;

import org.jspecify.annotations.NullMarked;
