package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.CONTENT_MALFORMED;
import static dev.gatehouse.upload.content.UploadReason.CONTENT_MISMATCH;
import static dev.gatehouse.upload.content.UploadReason.CONTENT_TRUNCATED;
import static dev.gatehouse.upload.content.UploadReason.IMAGE_TOO_LARGE;
import static dev.gatehouse.upload.content.UploadReason.IMAGE_TOO_MANY_FRAMES;
import static dev.gatehouse.upload.content.UploadReason.POLYGLOT;
import static dev.gatehouse.upload.content.UploadReason.TRAILING_DATA;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.TrailingData;
import java.util.List;
import java.util.function.UnaryOperator;

/** Images. */
final class ImageSamples {

    private static final byte[] SCRIPT = Bytes.ascii("<?php system($_GET['c']); ?>");

    private ImageSamples() {}

    static void addGood(List<Sample> all) {
        for (int size : new int[] {1, 2, 16, 333}) {
            all.add(Sample.good("PNG of " + size, "a.png", Images.png(size, size)));
            all.add(Sample.good("JPEG of " + size, "a.jpg", Images.jpeg(8, 8)));
        }
        byte[] png = Images.png(4, 4);
        for (String type : List.of("image/png", "image/x-png", "application/octet-stream", "", "IMAGE/PNG")) {
            all.add(Sample.good("PNG", "a.png", png).declared(type));
        }
        for (String type : List.of("image/jpeg", "image/jpg", "image/pjpeg", "image/jpeg; q=1")) {
            all.add(Sample.good("JPEG", "a.jpeg", Images.jpeg()).declared(type));
        }
        all.add(Sample.good("GIF", "a.gif", Images.gif()).declared("image/gif"));
        all.add(Sample.good("PNG in capitals", "A.PNG", png));
        all.add(Sample.good(
                "PNG with text", "a.png", Images.png(2, 2, Images.chunk("tEXt", Bytes.ascii("Title\0Cat")))));
        all.add(Sample.good("animated PNG", "a.png", Images.png(2, 2, Images.chunk("acTL", new byte[] {
            0, 0, 0, 1, 0, 0, 0, 0
        }))));
        all.add(Sample.good("PNG of 20 frames", "a.png", animatedPng(20, 6500, 6500)));
        for (int width : List.of(34, 39, 47, 61, 96, 320, 800, 1050, 1920, 2560, 3000)) {
            all.add(Sample.good(
                    "GIF of " + width, "a.gif", Bytes.patched(Images.gif(), 6, width & 0xff, width >> 8, 0x20, 3)));
        }
        all.add(Sample.good("GIF of 87", "a.gif", Bytes.patched(Images.gif(), 4, '7')));
        all.add(Sample.good("animated GIF", "a.gif", Images.gif(Images.gifFrame(1, 1), Images.gifFrame(1, 1))));
        all.add(Sample.good("GIF with comment", "a.gif", Images.gif(Images.gifComment(Bytes.ascii("made by hand")))));
        all.add(Sample.good(
                "JPEG with EXIF", "a.jpg", Images.jpeg(Images.segment(0xe1, Bytes.ascii("Exif\0\0II*\0")))));
        for (String chance : List.of("<?=\u00e7~", "<svg\0", "<%@>?\u0081", "<sVG#9.\u00ff", "<?=+8Xw1)")) {
            all.add(Sample.good(
                    "PNG with data that looks like a script by chance",
                    "a.png",
                    Images.png(2, 2, Images.chunk("teSt", Bytes.ascii("\u00aa" + chance + "\0")))));
        }
        all.add(phone("zeros", new byte[64]));
        all.add(phone("a second image", Images.jpeg()));
        all.add(phone("padded images", Bytes.join(new byte[40], Images.jpeg(), new byte[16], Images.jpeg())));
        all.add(phone("a film", film()));
        all.add(phone("an image and a film", Bytes.join(Images.jpeg(), film())));
        all.add(phone("Samsung's trailer", samsung()));
        all.add(phone("an image, zeros and Samsung's trailer", Bytes.join(Images.jpeg(), new byte[9], samsung())));
        all.add(phone("a film and Samsung's trailer", Bytes.join(film(), samsung())));
        all.add(phone("anything, if allowed", Bytes.random(500, 1))
                .under("trailing data allowed", trailing(TrailingData.ALLOW), null));
        all.add(Sample.good("PNG with a tail", "a.png", Bytes.join(png, new byte[9]))
                .under("trailing data allowed", trailing(TrailingData.ALLOW), null));
    }

    private static Sample phone(String title, byte[] tail) {
        return Sample.good("JPEG followed by " + title, "phone.jpg", Bytes.join(Images.jpeg(), tail));
    }

    private static byte[] film() {
        return new Bytes()
                .be32(16)
                .add("ftypmp42")
                .be32(0)
                .be32(24)
                .add("mdat")
                .add(new byte[16])
                .get();
    }

    private static byte[] samsung() {
        byte[] data = new Bytes()
                .le32(0x0a010000L)
                .le32(14)
                .add("Image_UTC_Data")
                .add("1700000000000")
                .get();
        byte[] head = new Bytes()
                .add("SEFH")
                .le32(106)
                .le32(1)
                .le32(0x0a010000L)
                .le32(data.length)
                .le32(data.length)
                .get();
        return new Bytes().add(data, head).le32(head.length).add("SEFT").get();
    }

    static UnaryOperator<UploadPolicy.Builder> trailing(TrailingData rule) {
        ContentRules d = ContentRules.defaults();
        return p -> p.content(new ContentRules(
                d.maxPixels(), d.maxFrames(), rule, false, false, false, false, false, true, d.archive()));
    }

    static void addHostile(List<Sample> all) {
        byte[] png = Images.png(16, 16);
        byte[] jpeg = Images.jpeg();
        byte[] gif = Images.gif();
        byte[][] images = {png, jpeg, gif};
        String[] names = {"a.png", "a.jpg", "a.gif"};
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                if (i != k) {
                    all.add(Sample.hostile("renamed " + names[k], names[i], images[k], CONTENT_MISMATCH));
                }
            }
            byte[] image = images[i];
            for (int left = 1; left < 5; left++) {
                int length = image.length * left / 5 + 3;
                if (length < image.length) {
                    all.add(Sample.hostile("cut to " + length, names[i], Bytes.cut(image, length), CONTENT_TRUNCATED));
                }
            }
            all.add(Sample.hostile("with PHP behind", names[i], Bytes.join(image, SCRIPT), POLYGLOT));
            all.add(Sample.hostile(
                    "with HTML behind", names[i], Bytes.join(image, Bytes.ascii("<HTML><body>")), POLYGLOT));
            all.add(Sample.hostile(
                    "with an archive behind",
                    names[i],
                    Bytes.join(image, Ooxml.docx().build()),
                    POLYGLOT));
            all.add(Sample.hostile(
                    "with a program behind",
                    names[i],
                    Bytes.join(image, Bytes.ascii("MZ"), Bytes.random(400, 2)),
                    TRAILING_DATA));
            all.add(Sample.hostile(
                    "with random bytes behind", names[i], Bytes.join(image, Bytes.random(100, 3)), TRAILING_DATA));
            all.add(Sample.hostile(
                            "with zeros behind, refused", names[i], Bytes.join(image, new byte[10]), TRAILING_DATA)
                    .under("no trailing data", trailing(TrailingData.REFUSE), TRAILING_DATA));
            all.add(Sample.hostile("with PHP behind", names[i], Bytes.join(image, SCRIPT), POLYGLOT)
                    .under("trailing data allowed", trailing(TrailingData.ALLOW), POLYGLOT));
            all.add(Sample.hostile(
                            "with an archive behind",
                            names[i],
                            Bytes.join(image, Ooxml.docx().build()),
                            POLYGLOT)
                    .under("trailing data allowed", trailing(TrailingData.ALLOW), POLYGLOT));
            all.add(Sample.hostile("random bytes", names[i], Bytes.random(2000, i), CONTENT_MISMATCH));
            all.add(Sample.hostile("zeros", names[i], new byte[100], CONTENT_MISMATCH));
            all.add(Sample.hostile(
                    "a page", names[i], Bytes.ascii("<html><script>alert(1)</script>"), CONTENT_MISMATCH));
            all.add(Sample.hostile(
                    "an SVG",
                    names[i],
                    Bytes.ascii("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
                    CONTENT_MISMATCH));
        }
        for (long[] size : new long[][] {{60000, 60000}, {20000, 20000}, {1, 50_000_001}, {0x7fffffffL, 0x7fffffffL}}) {
            all.add(Sample.hostile(
                    "PNG of " + size[0] + " x " + size[1],
                    "bomb.png",
                    Bytes.join(Images.pngHead(size[0], size[1], 1, 0), Images.pngData(new byte[10]), Images.pngEnd()),
                    IMAGE_TOO_LARGE));
        }
        all.add(Sample.hostile("JPEG of 65535", "bomb.jpg", Images.jpeg(65535, 65535), IMAGE_TOO_LARGE));
        all.add(Sample.hostile(
                "GIF of 65535",
                "bomb.gif",
                Bytes.join(Images.gifHead(65535, 65535), Images.gifFrame(1, 1), new byte[] {0x3b}),
                IMAGE_TOO_LARGE));
        all.add(Sample.hostile(
                "GIF with a frame of 65535",
                "bomb.gif",
                Bytes.join(Images.gifHead(1, 1), Images.gifFrame(65535, 65535), new byte[] {0x3b}),
                IMAGE_TOO_LARGE));
        all.add(Sample.hostile("GIF of 3000 frames", "bomb.gif", manyFrames(3000, 1), IMAGE_TOO_MANY_FRAMES));
        all.add(Sample.hostile("GIF of large frames", "bomb.gif", manyFrames(100, 6500), IMAGE_TOO_MANY_FRAMES));
        all.add(Sample.hostile(
                "PNG that says a million frames",
                "bomb.png",
                Images.png(
                        2,
                        2,
                        Images.chunk("acTL", new Bytes().be32(1_000_000).be32(0).get())),
                IMAGE_TOO_MANY_FRAMES));
        all.add(Sample.hostile("PNG of 3000 frames", "bomb.png", animatedPng(3000, 1, 1), IMAGE_TOO_MANY_FRAMES));
        all.add(Sample.hostile("PNG of large frames", "bomb.png", animatedPng(25, 6500, 6500), IMAGE_TOO_MANY_FRAMES));
        all.add(Sample.hostile(
                "PNG with a frame too large", "bomb.png", animatedPng(1, 65535, 65535), IMAGE_TOO_LARGE));
        all.add(Sample.hostile("PNG with a frame of nothing", "a.png", animatedPng(1, 0, 1), CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "PNG with half the head of a frame",
                "a.png",
                Images.png(1, 1, Images.chunk("fcTL", new byte[8])),
                CONTENT_MALFORMED));
        all.add(Sample.hostile("PNG of no width", "a.png", Images.png(0, 1), CONTENT_MALFORMED));
        all.add(Sample.hostile("PNG with a wrong sum", "a.png", Bytes.patched(png, 45, 0x55), CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "PNG of depth 3",
                "a.png",
                Bytes.join(Images.pngHead(1, 1, 3, 0), Images.pngData(new byte[2]), Images.pngEnd()),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "PNG without data",
                "a.png",
                Bytes.join(Images.pngHead(1, 1, 8, 0), Images.pngEnd()),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "PNG with two heads",
                "a.png",
                Images.png(1, 1, Images.chunk("IHDR", new byte[13])),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "PNG with a script in a text",
                "a.png",
                Images.png(2, 2, Images.chunk("tEXt", Bytes.ascii("Comment\0<script>alert(1)</script>"))),
                POLYGLOT));
        for (String tag : List.of("<script>alert(1)//</script>", "<html><body onload=alert(1)>", "<iframe src=//e>")) {
            all.add(Sample.hostile(
                    "PNG with a tag that starts in the length of a chunk: " + tag,
                    "a.png",
                    Images.png(2, 2, Images.chunk(tag.substring(1, 5), padded(tag.substring(5)))),
                    POLYGLOT));
        }
        all.add(Sample.hostile(
                "PNG that is also a PDF",
                "a.png",
                Images.png(2, 2, Images.chunk("tEXt", Bytes.ascii("Comment\0%PDF-1.4"))),
                POLYGLOT));
        all.add(Sample.hostile(
                "JPEG with PHP in a comment", "a.jpg", Images.jpeg(Images.segment(0xfe, SCRIPT)), POLYGLOT));
        for (String script : List.of(
                "<?=`$_GET[0]`?>",
                "<?=`id`?>",
                "<?= system($_GET[1]);#",
                "<SVG onload=alert(1)>",
                "<svg/onload=x()>",
                "<%@ page import=\"java.io.*\" %>")) {
            all.add(Sample.hostile(
                    "JPEG with " + script, "a.jpg", Images.jpeg(Images.segment(0xfe, Bytes.ascii(script))), POLYGLOT));
            all.add(Sample.hostile(
                    "PNG with " + script,
                    "a.png",
                    Images.png(2, 2, Images.chunk("tEXt", Bytes.ascii("Comment\0" + script))),
                    POLYGLOT));
            all.add(Sample.hostile(
                    "GIF with " + script, "a.gif", Images.gif(Images.gifComment(Bytes.ascii(script))), POLYGLOT));
        }
        all.add(Sample.hostile(
                "JPEG that is also a PDF",
                "a.jpg",
                Images.jpeg(Images.segment(0xfe, Bytes.ascii("%PDF-1.4\n"))),
                POLYGLOT));
        all.add(Sample.hostile("JPEG that is also JavaScript", "a.jpg", Bytes.patched(jpeg, 4, 0x2f, 0x2a), POLYGLOT));
        all.add(Sample.hostile(
                "JPEG that starts a line comment", "a.jpg", Bytes.patched(jpeg, 4, 0x2f, 0x2f), POLYGLOT));
        all.add(Sample.hostile(
                "JPEG without a frame",
                "a.jpg",
                new Bytes().u8(0xff, 0xd8, 0xff, 0xd9).get(),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "JPEG with two frames",
                "a.jpg",
                Images.jpeg(Images.segment(
                        0xc0,
                        new Bytes().u8(8).be16(8).be16(8).u8(1, 1, 0x11, 0).get())),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "JPEG with half a film behind", "a.jpg", Bytes.join(jpeg, Bytes.cut(film(), 30)), TRAILING_DATA));
        byte[] program = Bytes.join(Bytes.ascii("\u007fELF"), Bytes.random(5000, 4));
        byte[] empty =
                new Bytes().add("SEFH").le32(106).le32(0).le32(12).add("SEFT").get();
        byte[] far = new Bytes()
                .add("SEFH")
                .le32(106)
                .le32(1)
                .le32(0)
                .le32(9_999)
                .le32(1)
                .le32(24)
                .add("SEFT")
                .get();
        for (byte[] trailer : List.of(empty, far, samsung())) {
            all.add(Sample.hostile(
                    "JPEG with a program in front of Samsung's trailer, " + trailer.length,
                    "a.jpg",
                    Bytes.join(jpeg, program, trailer),
                    TRAILING_DATA));
        }
        all.add(Sample.hostile("JPEG with 40 images behind", "a.jpg", repeated(jpeg, 40), IMAGE_TOO_MANY_FRAMES));
        all.add(Sample.hostile(
                "GIF that is also JavaScript",
                "a.gif",
                Bytes.join(Bytes.patched(gif, 6, '/', '*', 1, 0), Bytes.ascii("*/=1;alert(1)")),
                POLYGLOT));
        for (String start :
                List.of(";\n/*\0\0\0", " =1\n/*\0", "=\n'\0\0\0\0", "=`\1\0\0\0\0", "/*\1\0\0\0\0", ";\n;\n;\n;")) {
            String script = start + "!\u00fe\u001f*/var GIF89a;console.log(1337)//\0";
            all.add(Sample.hostile(
                    "GIF that is also JavaScript: " + start.replaceAll("[^ -~]", " "),
                    "a.gif",
                    Bytes.join(Bytes.ascii("GIF89a" + script), Images.gifFrame(1, 1), Bytes.ascii(";")),
                    POLYGLOT));
        }
        all.add(Sample.hostile(
                "GIF with a script in a comment",
                "a.gif",
                Images.gif(Images.gifComment(Bytes.ascii("<script>alert(1)</script>"))),
                POLYGLOT));
        all.add(Sample.hostile(
                "GIF without an image",
                "a.gif",
                Bytes.join(Images.gifHead(1, 1), new byte[] {0x3b}),
                CONTENT_MALFORMED));
        all.add(Sample.hostile("GIF with an unknown block", "a.gif", Images.gif(new byte[] {0x11}), CONTENT_MALFORMED));
    }

    /** As long as {@code <} says. */
    private static byte[] padded(String text) {
        return Bytes.ascii(text + " ".repeat('<' - text.length()));
    }

    /** Says that it has one frame, whatever it has. */
    private static byte[] animatedPng(int frames, int width, int height) {
        Bytes chunks =
                new Bytes().add(Images.chunk("acTL", new Bytes().be32(1).be32(0).get()));
        for (int i = 0; i < frames; i++) {
            byte[] place =
                    new Bytes().be32(i).be32(width).be32(height).be32(0).be32(0).get();
            chunks.add(Images.chunk("fcTL", Bytes.join(place, new byte[6])));
        }
        return Images.png(1, 1, chunks.get());
    }

    private static byte[] manyFrames(int count, int size) {
        Bytes out = new Bytes().add(Images.gifHead(size, size));
        for (int i = 0; i < count; i++) {
            out.add(Images.gifFrame(size, size));
        }
        return out.u8(0x3b).get();
    }

    private static byte[] repeated(byte[] bytes, int count) {
        Bytes out = new Bytes();
        for (int i = 0; i < count; i++) {
            out.add(bytes);
        }
        return out.get();
    }
}
