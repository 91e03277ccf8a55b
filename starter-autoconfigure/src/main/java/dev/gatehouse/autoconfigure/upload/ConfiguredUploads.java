package dev.gatehouse.autoconfigure.upload;

import static dev.gatehouse.autoconfigure.upload.UploadProperties.invalid;
import static dev.gatehouse.autoconfigure.upload.UploadProperties.requireFiles;
import static dev.gatehouse.autoconfigure.upload.UploadProperties.requireSize;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.multipart.UploadRule;
import dev.gatehouse.upload.multipart.UploadRules;
import dev.gatehouse.upload.type.FileType;
import dev.gatehouse.upload.type.FileTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes policies and rules from the properties, and names the property when that fails. */
final class ConfiguredUploads {

    private static final String PREFIX = "gatehouse.upload.";

    private final UploadProperties properties;

    ConfiguredUploads(UploadProperties properties) {
        this.properties = properties;
    }

    UploadPolicy toPolicy(Stream<FileType> types) {
        UploadPolicy.Builder builder = UploadPolicy.builder()
                .types(FileTypes.standard().with(types.toArray(FileType[]::new)))
                .maxFileSize(properties.maxFileSize().toBytes())
                .maxFiles(properties.maxFiles())
                .maxTotalSize(properties.maxTotalSize().toBytes())
                .analysisTime(properties.analysisTime())
                .paths(properties.folders())
                .content(properties.content().toRules())
                .whenNotScanned(properties.clamav().onUnavailable());
        return build(builder, PREFIX + "allowed-extensions", properties.allowedExtensions());
    }

    UploadRules toRules(UploadPolicy policy, PathPatternParser parser) {
        List<UploadRule> rules = new ArrayList<>();
        for (int i = 0; i < properties.policies().size(); i++) {
            rules.add(
                    rule(PREFIX + "policies[" + i + "].", properties.policies().get(i), policy, parser));
        }
        UploadRules all = new UploadRules(rules, new UploadRule(request -> true, policy, properties.dataParts()));
        requireScannable(all);
        return all;
    }

    private UploadRule rule(
            String prefix, UploadProperties.Policy properties, UploadPolicy base, PathPatternParser parser) {
        PathRequestMatcher paths = PathRequestMatcher.of(parser, prefix + "paths", properties.paths(), Set.of());
        Set<String> dataParts = properties.dataParts() == null ? this.properties.dataParts() : properties.dataParts();
        return new UploadRule(paths, properties.enabled() ? policy(prefix, properties, base) : null, dataParts);
    }

    private static UploadPolicy policy(String prefix, UploadProperties.Policy properties, UploadPolicy base) {
        UploadPolicy.Builder builder = base.toBuilder().content(properties.over(base.content()));
        DataSize maxFileSize = properties.maxFileSize();
        if (maxFileSize != null) {
            requireSize(prefix + "max-file-size", maxFileSize);
            builder.maxFileSize(maxFileSize.toBytes());
        }
        Integer maxFiles = properties.maxFiles();
        if (maxFiles != null) {
            requireFiles(prefix + "max-files", maxFiles);
            builder.maxFiles(maxFiles);
        }
        DataSize maxTotalSize = properties.maxTotalSize();
        if (maxTotalSize != null) {
            requireSize(prefix + "max-total-size", maxTotalSize);
            builder.maxTotalSize(maxTotalSize.toBytes());
        }
        Set<String> allowed = properties.allowedExtensions();
        return build(builder, prefix + "allowed-extensions", allowed == null ? base.allowedExtensions() : allowed);
    }

    private static UploadPolicy build(UploadPolicy.Builder builder, String property, Collection<String> extensions) {
        try {
            return builder.allowedExtensions(extensions).build();
        } catch (IllegalArgumentException e) {
            throw invalid(property, String.join(",", extensions), String.valueOf(e.getMessage()));
        }
    }

    /** A file that is accepted by its size and too large for the scanner would be refused all the same. */
    private void requireScannable(UploadRules rules) {
        ClamAvProperties clamav = properties.clamav();
        long largest = Stream.concat(rules.rules().stream(), Stream.of(rules.otherwise()))
                .flatMap(rule -> Stream.ofNullable(rule.policy()))
                .mapToLong(UploadPolicy::maxFileSize)
                .max()
                .orElse(0);
        if (clamav.enabled() && clamav.maxSize().toBytes() < largest) {
            throw invalid(
                    PREFIX + "clamav.max-size",
                    clamav.maxSize(),
                    "Files may have up to " + largest + " bytes. Use at least that, here and for StreamMaxLength in"
                            + " clamd.conf, or lower gatehouse.upload.max-file-size.");
        }
    }
}
