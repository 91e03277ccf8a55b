package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.UploadSource;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.UploadedFile;
import dev.gatehouse.upload.content.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files as Spring MVC hands them out. */
final class MultipartFiles implements UploadSource {

    @Override
    public @Nullable UploadedFile fileOf(Object value) {
        return value instanceof MultipartFile file
                ? UploadedFile.of(
                        file.getOriginalFilename(),
                        file.getContentType(),
                        Content.of(file.getSize(), file::getInputStream))
                : null;
    }

    @Override
    public @Nullable UploadVerdict verdictOf(Object value) {
        return value instanceof MultipartFile file ? UploadVerdicts.find(file) : null;
    }
}
