/**
 * Uploads in requests: {@link dev.gatehouse.upload.multipart.UploadFilter} has every file of a multipart request checked
 * before an endpoint sees it, by the rule of its path.
 */
@NullMarked
package dev.gatehouse.upload.multipart;

import org.jspecify.annotations.NullMarked;
