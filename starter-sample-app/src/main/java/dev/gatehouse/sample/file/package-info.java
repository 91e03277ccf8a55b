/**
 * Files of users. What is known of a file is a row, its bytes lie under a random name in a directory that no web server
 * serves; the two come and go together, whichever side fails. Whether the content is what it claims to be is decided
 * before a request gets here.
 */
@NullMarked
package dev.gatehouse.sample.file;

import org.jspecify.annotations.NullMarked;
