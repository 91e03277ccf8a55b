package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.multipart.CheckedUploads;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.multipart.MultipartFile;

/**
 * What was found of the files of the present request: a controller that stores a file takes its safe name and its real
 * type from here, not from the client. To be called on the thread of the request.
 */
public final class UploadVerdicts {

    private UploadVerdicts() {}

    /**
     * Finds the verdict on a file.
     *
     * @param file a file of the present request, as Spring MVC hands it to the controller
     * @return the verdict; empty if the file was not checked, because that is off here, or no file was sent
     */
    public static Optional<UploadVerdict> of(MultipartFile file) {
        return Optional.ofNullable(find(file.getName(), file.getOriginalFilename()));
    }

    static @Nullable UploadVerdict find(String field, @Nullable String fileName) {
        return fileName != null
                        && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? CheckedUploads.of(current.getRequest()).verdict(field, fileName)
                : null;
    }
}
