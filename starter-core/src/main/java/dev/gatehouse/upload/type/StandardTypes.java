package dev.gatehouse.upload.type;

import java.util.List;
import java.util.Set;

/** The built-in kinds, with the types that browsers on Windows, macOS and Linux declare for them. */
final class StandardTypes {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Set<String> ZIP =
            Set.of("application/zip", "application/x-zip", "application/x-zip-compressed");
    private static final Set<String> PACKAGE =
            Set.of("application/zip", "application/x-tika-ooxml", "application/x-tika-msoffice", DOCX, XLSX);
    private static final Set<String> OLE2 =
            Set.of("application/x-tika-msoffice", "application/msword", "application/vnd.ms-excel");

    private StandardTypes() {}

    static List<FileType> all() {
        return List.of(
                type(
                        "application/pdf",
                        Set.of("pdf"),
                        Set.of("application/x-pdf", "application/acrobat", "text/pdf"),
                        (c, r) -> {}),
                new StandardType(DOCX, Set.of("docx"), ZIP, PACKAGE::contains, (c, r) -> {}),
                new StandardType(
                        "application/msword",
                        Set.of("doc"),
                        Set.of("application/vnd.ms-word", "application/doc", "application/x-ole-storage"),
                        OLE2::contains,
                        (c, r) -> {}),
                text("text/plain", Set.of("txt"), Set.of(), (c, r) -> {}),
                text(
                        "text/markdown",
                        Set.of("md"),
                        Set.of("text/plain", "text/x-markdown", "text/x-web-markdown", "application/x-genesis-rom"),
                        (c, r) -> {}),
                new StandardType(XLSX, Set.of("xlsx"), ZIP, PACKAGE::contains, (c, r) -> {}),
                new StandardType(
                        "application/vnd.ms-excel",
                        Set.of("xls"),
                        Set.of(
                                "application/msexcel",
                                "application/x-msexcel",
                                "application/x-ms-excel",
                                "application/x-excel",
                                "application/xls",
                                "application/x-ole-storage"),
                        OLE2::contains,
                        (c, r) -> {}),
                text(
                        "text/csv",
                        Set.of("csv"),
                        Set.of(
                                "text/plain",
                                "application/csv",
                                "text/x-csv",
                                "application/x-csv",
                                "text/comma-separated-values",
                                "text/x-comma-separated-values",
                                "application/vnd.ms-excel"),
                        (c, r) -> {}),
                type(
                        "image/png",
                        Set.of("png"),
                        Set.of("image/x-png", "image/apng", "image/vnd.mozilla.apng"),
                        (c, r) -> {}),
                type(
                        "image/jpeg",
                        Set.of("jpg", "jpeg"),
                        Set.of("image/jpg", "image/pjpeg", "image/x-jpeg"),
                        (c, r) -> {}),
                type("image/gif", Set.of("gif"), Set.of(), (c, r) -> {}));
    }

    private static FileType type(
            String mediaType, Set<String> extensions, Set<String> aliases, StandardType.StructureCheck check) {
        return new StandardType(mediaType, extensions, aliases, mediaType::equals, check);
    }

    private static FileType text(
            String mediaType, Set<String> extensions, Set<String> aliases, StandardType.StructureCheck check) {
        return new StandardType(mediaType, extensions, aliases, TextMagic::isText, check);
    }
}
