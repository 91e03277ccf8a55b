/**
 * Uploads: {@link dev.gatehouse.upload.UploadValidator} says of a file that a client sent whether it is what its name and
 * declared type say, well-formed, and free of what does harm; {@link dev.gatehouse.upload.FileStore} keeps it where
 * nothing can be executed, and {@link dev.gatehouse.upload.DownloadHeaders} gives it out again.
 */
@NullMarked
package dev.gatehouse.upload;

import org.jspecify.annotations.NullMarked;
