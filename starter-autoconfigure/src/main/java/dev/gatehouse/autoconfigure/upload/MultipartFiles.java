package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.UploadSource;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.UploadedFile;
import dev.gatehouse.upload.content.Content;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files as Spring MVC hands them out; the parts of the container need only their verdicts. */
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
        if (value instanceof MultipartFile file) {
            return UploadVerdicts.find(file.getName(), file.getOriginalFilename());
        }
        return value instanceof Part part ? UploadVerdicts.find(part.getName(), part.getSubmittedFileName()) : null;
    }
}
