package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.*;

import dev.gatehouse.name.NameRules;
import dev.gatehouse.upload.content.UploadReason;
import java.util.List;

/** Names, around one harmless text, and types declared for it. */
final class NameSamples {

    private static final byte[] TEXT = Bytes.ascii("hello\n");

    private NameSamples() {}

    static void addGood(List<Sample> all) {
        for (String name : List.of(
                "report.txt",
                "REPORT.TXT",
                "Bericht M\u00e4rz.txt",
                "cafe\u0301.txt",
                "caf\u00e9.txt",
                "a.b.c.txt",
                "v1.2.3 final.txt",
                "www.example.com.txt",
                "\u5831\u544a.txt",
                "\ud83d\ude00.txt",
                "a'b.txt",
                "a & b (1).txt",
                "x".repeat(251) + ".txt",
                "manual.pl.txt",
                "report.pdf.txt",
                "Intro to Node.js.txt",
                "Vue.js notes.txt",
                "README.html.txt",
                "setup.py.txt",
                "Flag.svg.txt",
                "100%.txt",
                "-rf.txt",
                "~tmp.txt",
                "console.txt",
                "\uff11\uff0e\u5831\u544a.txt",
                "wait\u2026.txt",
                "p\u00a0.\u2460.txt")) {
            all.add(Sample.good("good name", name, TEXT));
        }
        all.add(Sample.good("a path", "folder/sub/a.txt", TEXT).under("paths allowed", p -> p.paths(true), null));
        all.add(Sample.good("a path of Windows", "C:\\Users\\x\\a.txt", TEXT)
                .under("paths allowed", p -> p.paths(true), null));
        all.add(Sample.good("hidden", ".a.txt", TEXT)
                .under("dots allowed", p -> p.names(new NameRules(255, true)), null));
        all.add(Sample.good("of two extensions", "a.php.txt", TEXT)
                .under("none hidden", p -> p.hiddenExtensions(List.of()), null));
    }

    static void addHostile(List<Sample> all) {
        bad(all, NAME_MISSING, "");
        bad(all, NAME_EMPTY, " ", "\u3000");
        bad(all, NAME_MALFORMED, "a\ufffd.txt");
        bad(all, NAME_TRAVERSAL, "../a.txt", "..\\a.txt", "a/../../b.txt", "..", ".", "/..", "x/..");
        bad(all, NAME_SEPARATOR, "a/b.txt", "/etc/passwd.txt", "a\\b.txt", "//server/a.txt");
        bad(
                all,
                NAME_CONTROL_CHARACTER,
                "a\0.txt",
                "a.php\0.txt",
                "a\r\nX: y.txt",
                "a\u0085.txt",
                "a\u2028.txt",
                "a\u007f.txt");
        bad(
                all,
                NAME_FORMAT_CHARACTER,
                "a\u202etxt.exe.txt",
                "a\u200b.txt",
                "\ufeffa.txt",
                "a\u2066b.txt",
                "a\u200f.txt");
        bad(all, NAME_SURROGATE, "a\ud800.txt");
        bad(all, NAME_UNASSIGNED, "a\u0378.txt", "a\uffff.txt");
        bad(
                all,
                NAME_RESERVED_CHARACTER,
                "a:b.txt",
                "C:\\a.txt",
                "a.txt:ads.txt",
                "a<b.txt",
                "a|b.txt",
                "a?.txt",
                "a*.txt",
                "a\"b.txt");
        bad(all, NAME_LEADING_DOT, ".a.txt", ".htaccess", ".txt");
        bad(all, NAME_EDGE, " a.txt", "a.txt ", "a.txt.", "a.txt\u00a0");
        bad(all, NAME_RESERVED, "CON.txt", "nul.txt", "com1.txt", "LPT\u00b9.txt", "aux.a.txt", "CON .txt");
        bad(all, NAME_LOOK_ALIKE, "a\uff0fb.txt", "a\uff3cb.txt", "a\u2100.txt");
        bad(all, NAME_TOO_LONG, "x".repeat(252) + ".txt", "\u00e4".repeat(126) + ".txt", "x".repeat(100_000));
        bad(all, EXTENSION_MISSING, "a", "README");
        bad(
                all,
                EXTENSION_NOT_ALLOWED,
                "a.exe",
                "a.php",
                "a.html",
                "a.svg",
                "a.docm",
                "a.zip",
                "a.txt.exe",
                "a.pdf.js",
                "a.tx\u0442",
                "a.\u0442xt",
                "a.txt\u00df");
        bad(
                all,
                EXTENSION_HIDDEN,
                "a.php.txt",
                "a.PHP.txt",
                "a.php.b.txt",
                "a.exe.txt",
                "a.shtml.txt",
                "a.jsp.txt",
                "a.php;.txt",
                "a.phtml .txt",
                "a.php%00.txt",
                "a.hta.txt",
                "a.aspx notes.txt",
                "a.asp;1.txt",
                "a\uff0ephp.txt",
                "a.\uff50hp.txt",
                "a\u2024php.txt",
                "a.php\u00a0.txt",
                "a.php\uff1b.txt");
        for (String type : List.of(
                "image/png",
                "text/html",
                "application/x-php",
                "text/csv",
                "x",
                "text",
                "text/plain,text/html",
                "text/plain\0",
                "t/" + "x".repeat(300))) {
            all.add(new Sample("declared wrongly", "a.txt", type, TEXT, DECLARED_TYPE_MISMATCH, null));
        }
        for (String name : List.of(
                "a.txt", "a.md", "a.csv", "a.png", "a.jpg", "a.gif", "a.pdf", "a.docx", "a.xlsx", "a.doc", "a.xls")) {
            all.add(Sample.hostile("empty", name, new byte[0], FILE_EMPTY));
        }
        all.add(Sample.hostile("one byte too many", "a.txt", new byte[1025], FILE_TOO_LARGE)
                .under("1 KB", p -> p.maxFileSize(1024), FILE_TOO_LARGE));
        all.add(Sample.hostile("of another type than allowed", "a.txt", TEXT, EXTENSION_NOT_ALLOWED)
                .under("only pdf", p -> p.allowedExtensions("PDF"), EXTENSION_NOT_ALLOWED));
    }

    private static void bad(List<Sample> all, UploadReason reason, String... names) {
        for (String name : names) {
            all.add(Sample.hostile("bad name", name, TEXT, reason));
        }
    }
}
