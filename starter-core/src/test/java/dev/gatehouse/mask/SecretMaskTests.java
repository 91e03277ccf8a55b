package dev.gatehouse.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Report;
import dev.gatehouse.environment.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTests {

    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

    private final SecretMask mask = SecretMask.of(List.of("iban", "My-Pin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password=hunter2|password=***",
                "user=bob password=hunter2 next=1|user=bob password=*** next=1",
                "Password: hunter2|Password: ***",
                "passwd = hunter2|passwd = ***",
                "{\"password\":\"hunter2\",\"name\":\"bob\"}|{\"password\":\"***\",\"name\":\"bob\"}",
                "{\"password\" : \"hun\\\"ter2\"}|{\"password\" : \"***\"}",
                "{\\\"token\\\":\\\"hunter2\\\",\\\"a\\\":1}|{\\\"token\\\":\\\"***\\\",\\\"a\\\":1}",
                "password='hunter 2', a|password='***', a",
                "User[name=bob, password=hunter2]|User[name=bob, password=***]",
                "{spring.datasource.password=hunter2, a=b}|{spring.datasource.password=***, a=b}",
                "a=1&client_secret=hunter2&b=2|a=1&client_secret=***&b=2",
                "/reset?token=hunter2#x y|/reset?token=*** y",
                "accessToken=abc refreshToken=def csrf-token=ghi|accessToken=*** refreshToken=*** csrf-token=***",
                "X-Api-Key: hunter2|X-Api-Key: ***",
                "Authorization: Digest abc def ghi|Authorization: ***",
                "{authorization=[Basic abc], accept=[x]}|{authorization=[***], accept=[x]}",
                "Cookie: a=b; c=d|Cookie: ***",
                "Set-Cookie: a=b; Path=/|Set-Cookie: ***",
                "token=Bearer abcdef next|token=*** next",
                "<password>hunter2</password>|<password>***</password>",
                "iban=DE1234 customer.iban: DE1234|iban=*** customer.iban: ***",
                "my_pin=1234|my_pin=***",
                "JSESSIONID=abc; a|JSESSIONID=***; a",
                "otp=123456|otp=***"
            })
    void masksTheValueOfASecretName(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&Xy7kQ2mPz",
                "<Xy7kQ2mPz",
                "}Xy7kQ2mPz",
                ")Xy7kQ2mPz",
                "]Xy7kQ2mPz",
                ",Xy7kQ2mPz",
                ";Xy7kQ2mPz",
                ",;)]}&Xy7kQ2mPz",
                "aB3,Xy7kQ2mPz",
                "aB3&Xy7kQ2mPz",
                "aB3<Xy7kQ2mPz",
                "aB3'Xy7kQ2mPz",
                "aB3\"Xy7kQ2mPz",
                "aB3])},;:Xy7kQ2mPz"
            })
    void aMarkInAPasswordDoesNotEndIt(String password) {
        assertThat(mask.mask("User[name=bob, password=" + password + "]")).isEqualTo("User[name=bob, password=***]");
        assertThat(mask.mask("User[password=" + password + ", name=bob] x"))
                .isEqualTo("User[password=***, name=bob] x");
        assertThat(mask.mask("spring.datasource.password=" + password)).isEqualTo("spring.datasource.password=***");
        assertThat(mask.mask("{a={password=" + password + "}}")).isEqualTo("{a={password=***}}");
        assertThat(mask.mask("password: " + password + " next")).isEqualTo("password: *** next");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1&password=hunter2&flag&b=2|a=1&password=***&flag&b=2",
                "password=hunter2&user[name]=bob|password=***&user[name]=bob",
                "?a=1&amp;password=hunter2&amp;b=2|?a=1&amp;password=***&amp;b=2",
                "A[b=B[password=hunter2],name=bob]|A[b=B[password=***],name=bob]",
                "jdbc:sqlserver://h;password=hun;ter2;encrypt=true|jdbc:sqlserver://h;password=***;encrypt=true",
                "{password: hunter2,user: bob}|{password: ***,user: bob}",
                "{\"otp\":123,\"a\":[{\"otp\":1},5]}|{\"otp\":\"***\",\"a\":[{\"otp\":\"***\"},5]}",
                "{\"m\":\"token=abc\",\"n\":1}|{\"m\":\"token=***\",\"n\":1}",
                "[\"token=abc\",\"bob\"]|[\"token=***\",\"bob\"]",
                "{\\\"m\\\":\\\"token=abc\\\",\\\"n\\\":1}|{\\\"m\\\":\\\"token=***\\\",\\\"n\\\":1}",
                "{\"m\":\"A[token=abc]\\nnext line\"}|{\"m\":\"A[token=***]\\nnext line\"}",
                "<li>password=hunter2</li><li>x</li>|<li>password=***</li><li>x</li>",
                "password=hunter2<br>next|password=***<br>next",
                "<td>password=<b>hunter2</b>|<td>password=***</b>",
                "password=<hunter2> x|password=*** x",
                "password=</td>|password=</td>",
                "(password=hunter2).|(password=***).",
                "[token=abc]: started|[token=***]: started",
                "User[password=, name=bob]|User[password=, name=bob]",
                "User[name=bob, password=]|User[name=bob, password=]",
                "?token=&x=1|?token=&x=1",
                "User[password=null,name=bob]|User[password=null,name=bob]"
            })
    void aValueEndsWhereTheTextAroundItGoesOn(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /token=' 404 2 ms|GET /token=' 404 2 ms",
                "GET /token='x 404 2 ms user=o'brien|GET /token='*** 404 2 ms user=o'brien",
                "GET /a,b/token=\"x 404|GET /a,b/token=\"*** 404",
                "GET /token= 404 2 ms|GET /token= 404 2 ms",
                "GET /x:token=Bearer 404 2 ms|GET /x:token=*** 404 2 ms",
                "GET /cookie=a;b 404 2 ms|GET /cookie=*** 404 2 ms",
                "GET /secrets=[a,{b 404 2 ms]}|GET /secrets=*** 404 2 ms]}",
                "GET /reset;token='a'/b 404|GET /reset;token='***'/b 404",
                "GET /reset?token=hunter2&x=1 404|GET /reset?token=***&x=1 404"
            })
    void whoChoosesAPathHidesNothingBehindIt(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "[", "{", "[\"", "{\"a\":\"", "-----BEGIN PRIVATE KEY-----", "\\\""})
    void whatNothingClosesEndsWithItsLine(String opener) {
        String trace = "\n\tat x.Y(Y.java:1)\r\n\t... 3 more\r\nCaused by: z: 'a\"]}\n";
        String masked = mask.mask("told token=" + opener + "hunter2" + trace);
        assertThat(masked).startsWith("told token=").endsWith("***" + trace).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Cookie: theme=\"dark\"; SESSION=0123|Cookie: ***",
                "Cookie: \"a\"; SESSION=0123|Cookie: ***",
                "Cookie: prefs={a}; SESSION=01|Cookie: ***",
                "Cookie: a]}b; SESSION=01|Cookie: ***",
                "[main] {x} Cookie: a]}b; SESSION=01|[main] {x} Cookie: ***",
                "Authorization: Digest username=\"bob\", response=\"66\"|Authorization: ***",
                "curl -H \"Cookie: a=b; c=d\" http://x|curl -H \"Cookie: ***\" http://x",
                "curl -H \"Authorization: Digest u=\\\"bob\\\", r=\\\"6\\\"\" x|curl -H \"Authorization: ***\" x",
                "{\"m\":\"got Cookie: a=\\\"x\\\"}; S=1\",\"n\":1}|{\"m\":\"got Cookie: ***\",\"n\":1}",
                "{cookie=prefs={a}; SESSION=01, b=c} ok|{cookie=***} ok",
                "Request[cookie=prefs=[a]; SESSION=01] ok|Request[cookie=***] ok",
                "[Cookie:\"a=b\", Accept:\"x\"]|[Cookie:\"***\", Accept:\"x\"]"
            })
    void aHeaderGoesOnToTheEndOfItsLineOrOfWhatIsAroundIt(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`password:\thunter2`|`password:\t***`",
                "`password\t=\thunter2`|`password\t=\t***`",
                "password      = hunter2|password      = ***",
                "password      :      hunter2|password      :      ***",
                "spring.datasource.password     : hunter2|spring.datasource.password     : ***",
                "`a.url    : x\na.password     : hunter2\n`|`a.url    : x\na.password     : ***\n`",
                "passwords=[hunter2, hunter3] a|passwords=[***] a",
                "{\"secrets\":[\"a1\",\"b2\"],\"a\":1}|{\"secrets\":[\"***\"],\"a\":1}",
                "{\"secret\":{\"value\":\"hun}ter2\"},\"a\":1}|{\"secret\":\"***\",\"a\":1}",
                "{\\\"secret\\\":{\\\"v\\\":\\\"hun}ter2\\\"},\\\"a\\\":1}|{\\\"secret\\\":\\\"***\\\",\\\"a\\\":1}",
                "{\"otp\":123456,\"a\":1}|{\"otp\":\"***\",\"a\":1}",
                "Auth{credentials={user=bob, password=x}, a=1}|Auth{credentials={***}, a=1}",
                "`\"secret\" : {\n  \"value\" : \"hunter2\",\n  \"n\" : [\n    1\n  ]\n} next`|`\"secret\" : \"***\" next`",
                "{\"authorization\":[\"Basic abc\"]}|{\"authorization\":[\"***\"]}",
                "{\\\"password\\\":\\\"hun\\\\\\\"ter2\\\"} a|{\\\"password\\\":\\\"***\\\"} a",
                "{\"password\":\"hunter2\\\\\",\"a\":1}|{\"password\":\"***\",\"a\":1}",
                "<password type=\"x\">hunter2</password>|<password type=\"x\">***</password>",
                "<ns:password>hunter 2</ns:password>|<ns:password>***</ns:password>",
                "<password/>hunter2<a></password>x|<password/>hunter2<a></password>x",
                "/login?next=%2Fa%3Fpassword%3Dhunter2 x|/login?next=%2Fa%3Fpassword%3D*** x",
                "a%3D1%26pwd%3dhunter2 x|a%3D1%26pwd%3d*** x",
                "100%secret=hunter2|100%secret=***"
            })
    void masksInTheNotationsThatLogsMix(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rejected value [hunter2]; codes [a]; arguments []|rejected value [***]; codes [a]; arguments []",
                "rejected value [hun]ter; 2]; codes [a]|rejected value [***]; codes [a]",
                "`rejected value [hun\nter2]; codes [a]\n\tat x.Y`|`rejected value [***]; codes [a]\n\tat x.Y`",
                "`rejected value [hunter2\n\tat x.Y`|`rejected value [***\n\tat x.Y`",
                "rejected value [null]; codes [a]|rejected value [null]; codes [a]",
                "rejected value []; codes [a]|rejected value []; codes [a]"
            })
    void whatSpringRejectedIsASecretAndWhyIsNot(String text, String expected) {
        String field = "Field error in object 'order' on field 'lines[0].password': ";
        assertThat(mask.mask(field + text)).isEqualTo(field + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[Set-Cookie:\"S=a1; Path=/\", \"r=d2; Path=/\", A:\"x\"]|[Set-Cookie:\"***\", A:\"x\"]",
                "[X-Api-Key:\"key1\", \"key2\", \"key3\"] ok|[X-Api-Key:\"***\"] ok",
                "[X-Api-Key:\"\", \"key2\", A:\"x\"]|[X-Api-Key:\"***\", A:\"x\"]",
                "{\"m\":\"[Token:\\\"a\\\", \\\"b\\\", A:\\\"x\\\"]\"}|{\"m\":\"[Token:\\\"***\\\", A:\\\"x\\\"]\"}",
                "[Set-Cookie:\"a=1\", \"b=\"x\"; Path=/\"] ok|[Set-Cookie:***] ok",
                "[Cookie:\"a=\"b\"c\"]|[Cookie:***]",
                "X-Api-Key:\"key1\", \"key2|X-Api-Key:\"***"
            })
    void aHeaderMayHaveSeveralValues(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\":\"***\", \"name\":\"bob\"}",
                "{\"token\" : \"***\", \"name\" : \"bob\"}",
                "{\\\"token\\\":\\\"***\\\", \\\"name\\\":\\\"bob\\\"}",
                "token=\"***\", \"name\"=\"bob\"",
                "token=\"***\", \"name\" => \"bob\"",
                "token=\"***\",\"bob\"",
                "cookie: \"***\". Next",
                "token=\"***\", bob, \"x\"",
                "[\"token=\\\"***\\\"\", \"bob\"]"
            })
    void whatHasANameOfItsOwnIsNoFurtherValue(String text) {
        assertThat(mask.mask(text.replace("***", "hunter2"))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<password><![CDATA[hunter2]]></password>|<password><![CDATA[***]]></password>",
                "<password><![CDATA[hun<t>&er2]]></password>|<password><![CDATA[***]]></password>",
                "`<password>\n  <![CDATA[hun\nter2]]>\n</password>`|`<password>\n  <![CDATA[***]]>\n</password>`",
                "`<password><![CDATA[hunter2\n\tat x.Y`|`<password><![CDATA[***\n\tat x.Y`",
                "<password><![CDATA[]]></password>|<password><![CDATA[]]></password>",
                "`<password>\r\n\t\thunter2\r\n\t</password>`|`<password>\r\n\t\t***\r\n\t</password>`",
                "`<a:password>\nhun\nter2</a:password>`|`<a:password>\n***</a:password>`",
                "`<password>\n</password>`|`<password>\n</password>`",
                "`<token> expected\n\tat <x>`|`<token> ***\n\tat <x>`",
                "`<token>\n\tat x.Y\n\tat </b>`|`<token>\n\tat x.Y\n\tat </b>`",
                "`<token>\n\tat x.Y\n\tat </tokens>`|`<token>\n\tat x.Y\n\tat </tokens>`",
                "&lt;password&gt;hunter2&lt;/password&gt;|&lt;password&gt;***&lt;/password&gt;",
                "&lt;a:password b=&quot;c&quot;&gt;hunter2&lt;/a:password&gt;|&lt;a:password b=&quot;c&quot;&gt;***&lt;/a:password&gt;",
                "`&lt;password&gt;\n hunter2\n&lt;/password&gt;`|`&lt;password&gt;\n ***\n&lt;/password&gt;`",
                "&lt;password/&gt;hunter2&lt;a&gt;|&lt;password/&gt;hunter2&lt;a&gt;",
                "{&quot;password&quot;:&quot;hunter2&quot;,&quot;a&quot;:1}|{&quot;password&quot;:&quot;***&quot;,&quot;a&quot;:1}",
                "password=&quot;hun ter2&quot; x|password=&quot;***&quot; x",
                "password=&#39;hunter2&#39; x|password=&#39;***&#39; x",
                "password=&apos;hunter2&apos; x|password=&apos;***&apos; x",
                "password=&#34;hunter2&#34; x|password=&#34;***&#34; x",
                "`password=&quot;hunter2\n\tat x&quot;`|`password=&quot;***\n\tat x&quot;`",
                "GET /password=&quot;a 404 &quot;|GET /password=&quot;*** 404 &quot;",
                "password=&quot;&quot; &quot;x&quot;|password=&quot;&quot; &quot;x&quot;",
                "a &gt; b; c &lt; d|a &gt; b; c &lt; d"
            })
    void masksTheContentOfElements(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @Test
    void aStartTagMayBeLong() {
        String oasis = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
        String tag = "<wsse:Password xmlns:wsse=\"" + oasis + "wssecurity-secext-1.0.xsd\" xmlns:wsu=\"" + oasis
                + "wssecurity-utility-1.0.xsd\" Type=\"" + oasis + "username-token-profile-1.0#PasswordText\">";
        assertThat(mask.mask(tag + "hunter2</wsse:Password>")).isEqualTo(tag + "***</wsse:Password>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "set password='it''s hunter2' where id=1|set password='***' where id=1",
                "password=\"a\"\"b\", c|password=\"***\", c",
                "password='''hunter2''' x|password='***''' x",
                "password='' or ''='x'|password='' or ''='x'",
                "{\"a\":\"token=\"x\"\", \"b\":\"c\"}|{\"a\":\"token=\"***\"\", \"b\":\"c\"}",
                "{\"a\":\"token=\"x\"\"}|{\"a\":\"token=\"***\"\"}",
                "told 'password='x'' of bob's|told 'password='***'' of bob's",
                "password='a''b of|password='***"
            })
    void aQuoteMayBeDoubled(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "?auth=Bearer%20eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc x|?auth=Bearer%20*** x",
                "?auth=Bearer%20abcdefghijklmnop1234 x|?auth=Bearer%20*** x",
                "?x=1%26jwt%3DeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc x|?x=1%26jwt%3D*** x",
                "?x=1%2526jwt%253DeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc x|?x=1%2526jwt%253D*** x",
                "{\"a\":\"x\\nBearer abcdefghijklmnop1234\"}|{\"a\":\"x\\nBearer ***\"}",
                "{\"a\":\"line1\\npwd=hunter2\"}|{\"a\":\"line1\\npwd=***\"}",
                "{\"a\":\"line1\\r\\n\\totp: hunter2\"}|{\"a\":\"line1\\r\\n\\totp: ***\"}",
                "{\"a\":\"x\\u0026pwd=hunter2\"}|{\"a\":\"x\\u0026pwd=***\"}",
                "a%26pwd=hunter2|a%26pwd=***",
                "a%2526pwd=hunter2|a%2526pwd=***",
                "a%0ABasic dXNlcjpwYXNz|a%0ABasic ***",
                "DOMAIN\\token=hunter2|DOMAIN\\token=***",
                "/?password\\u003dhunter2\\u0026a\\u003db x|/?password\\u003d*** x",
                "{\"u\":\"/?pwd\\u003Dhunter2\",\"b\":1}|{\"u\":\"/?pwd\\u003D***\",\"b\":1}",
                "laptop%20stop=1 100%25top=2|laptop%20stop=1 100%25top=2"
            })
    void anEscapeIsNoPartOfAWord(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user[password]=hunter2&user[name]=bob|user[password]=***&user[name]=bob",
                "user%5Bpassword%5D=hunter2&x=1|user%5Bpassword%5D=***&x=1",
                "user%5Bpwd%5D%3Dhunter2|user%5Bpwd%5D%3D***",
                "password[]=hunter2&x=1|password[]=***&x=1",
                "user[passwords][]=hunter2|user[passwords][]=***",
                "app.passwords[0]=hunter2|app.passwords[0]=***",
                "app.passwords[0]: hunter2|app.passwords[0]: ***",
                "secrets[db]=hunter2|secrets[db]=***",
                "env['DB_PASSWORD'] = 'hunter2'|env['DB_PASSWORD'] = '***'",
                "field 'passwords[0]': rejected value [hunter2]; codes [a]|field 'passwords[0]': rejected value [***]; codes [a]",
                "{\"user[otp]\":123456}|{\"user[otp]\":\"***\"}",
                "INFO [main-token] : started the work|INFO [main-token] : started the work",
                "INFO[token]: started|INFO[token]: started",
                "a[0]=1 []=x [=y ]=z|a[0]=1 []=x [=y ]=z"
            })
    void aNameMayStandInBracketsOrHaveAnIndex(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`password: §\n  hunter2\nuser: bob`|`password: §\n  ***\nuser: bob`",
                "`a:\n  password: >-\n    hun\n\n    ter2\n  user: bob`|`a:\n  password: >-\n    ***\n  user: bob`",
                "`password: §\nuser: bob`|`password: ***\nuser: bob`",
                "`passwords:\n  - hunter2\n  - hunter3\nuser: bob`|`passwords:\n  - ***\nuser: bob`",
                "`passwords:\r\n- hunter2\r\n- hunter3\r\nuser: bob`|`passwords:\r\n- ***\r\nuser: bob`",
                "`x : passwords:\n  - hunter2\n\tat x.Y`|`x : passwords:\n  - ***\n\tat x.Y`",
                "`Rejected passwords:\n  - too short`|`Rejected passwords:\n  - too short`",
                "`password:\n\tat x.Y\n  - a`|`password:\n\tat x.Y\n  - a`",
                "`token: >\n\tat x.Y`|`token: ***\n\tat x.Y`"
            })
    void aValueOfYamlMayStandOnTheNextLines(String text, String expected) {
        assertThat(mask.mask(text.replace('§', '|'))).isEqualTo(expected.replace('§', '|'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password := 'hunter2' x|password := '***' x",
                "password == hunter2 x|password == *** x",
                "if (password === \"hunter2\")|if (password === \"***\")",
                ":password => \"hunter2\"|:password => \"***\"",
                "password==hunter2|password==***"
            })
    void aSeparatorMayHaveSeveralCharacters(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%7B%22password%22%3A%22hunter2%22%2C%22a%22%3A1%7D x|%7B%22password%22%3A%22***%22%2C%22a%22%3A1%7D x",
                "%22otp%22%3a%20%22hunter2%22 x|%22otp%22%3a*** x",
                "%2522password%2522%253A%2522hunter2%2522 x|%2522password%2522%253A%2522***%2522 x",
                "%22password%22%3A%22hunter2 404 %22|%22password%22%3A%22*** 404 %22",
                "GET /a?q=%22password%22%3A%22hunter2 404 %22|GET /a?q=%22password%22%3A%22*** 404 %22",
                "password%253Dhunter2 x|password%253D*** x",
                "password%3A%20hunter2 x|password%3A*** x",
                "{\\u0022password\\u0022:\\u0022hunter2\\u0022,1}|{\\u0022password\\u0022:\\u0022***\\u0022,1}",
                "\\u003cpassword\\u003ehun ter2\\u003c/password\\u003e x|\\u003cpassword\\u003e***\\u003c/password\\u003e x",
                "\\u003ca\\u003ehun ter2\\u003c/a\\u003e|\\u003ca\\u003ehun ter2\\u003c/a\\u003e",
                "https:\\/\\/user:hunter2@host\\/x|https:\\/\\/user:***@host\\/x",
                "?next=https%3A%2F%2Fuser%3Ahunter2%40host%2Fx y|?next=https%3A%2F%2Fuser%3A***%40host%2Fx y",
                "?next=https%3A%2F%2Fhost%3A80%2Fa%40b y|?next=https%3A%2F%2Fhost%3A80%2Fa%40b y",
                "jdbc:oracle:thin:scott/hunter2@db:1521/x|jdbc:oracle:thin:scott/***@db:1521/x",
                "jdbc:oracle:oci:scott/hunter2@//db:1521/x|jdbc:oracle:oci:scott/***@//db:1521/x",
                "jdbc:oracle:thin:@//db:1521/a@b|jdbc:oracle:thin:@//db:1521/a@b"
            })
    void masksInEncodedNotations(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordConfirm",
                "password_confirmation",
                "newPasswordRepeat",
                "password1",
                "newPassword2",
                "password_1",
                "password.0",
                "apiKeys",
                "api-keys",
                "refreshTokens",
                "my_pin2"
            })
    void masksVariantsOfASecretName(String name) {
        assertThat(mask.mask(name + "=hunter2 x")).isEqualTo(name + "=*** x");
        assertThat(mask.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "contraseña=hunter2 x|contraseña=*** x",
                "CONTRASEÑA: hunter2|CONTRASEÑA: ***",
                "{\"nuevaContraseña\":\"hunter2\"}|{\"nuevaContraseña\":\"***\"}",
                "<contraseña>hunter2</contraseña>|<contraseña>***</contraseña>",
                "user[şifre]=hunter2|user[şifre]=***",
                "ŞİFRE=hunter2|ŞİFRE=***",
                "новый_пароль: hunter2|новый_пароль: ***",
                "мойКод=1 код2=1 доход=1 штрихкод=1|мойКод=*** код2=*** доход=1 штрихкод=1",
                "密码=hunter2|密码=***",
                "コードotp=1 日本語password=2 naïvetop=3|コードotp=*** 日本語password=*** naïvetop=3"
            })
    void aNameMayHaveLettersOfAnyLanguage(String text, String expected) {
        List<String> names = List.of("contraseña", "şifre", "Пароль", "код", "密码");
        assertThat(SecretMask.of(names).mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "k=hunter2 x,k=*** x",
        "K: hunter2,K: ***",
        "user_k=hunter2 x,user_k=*** x",
        "work=1,work=1",
        "pw=hunter2 x,pw=*** x",
        "p-w=hunter2 x,p-w=*** x",
        "w=1,w=1",
        "k-=hunter2 x,k-=*** x"
    })
    void aNameMayBeShort(String text, String expected) {
        assertThat(SecretMask.of(List.of("k", "pw")).mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "user[password],true",
        "password[0],true",
        "form.passwords[0][1],true",
        "secrets[db],true",
        "env['API_KEY'],true",
        "user%5Bpassword%5D,true",
        "user[name],false",
        "names[0],false",
        "],false",
        "[],false",
        "a[b][c][d][password],true"
    })
    void aNameWithSubscriptsIsKnown(String name, boolean secret) {
        assertThat(mask.isSecret(name)).isEqualTo(secret);
    }

    @Test
    void aPrivateKeyEndsWhereItsLinesDo() {
        String key =
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\nMIIB+/\n  AB==";
        assertThat(mask.mask("a " + key + "\n-----END RSA PRIVATE KEY-----\nb"))
                .isEqualTo("a -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nb");
        assertThat(mask.mask("a " + key + "\nCaused by: x\n"))
                .isEqualTo("a -----BEGIN RSA PRIVATE KEY-----***\nCaused by: x\n");
        assertThat(mask.mask("private-key: '" + key + "\n-----END RSA PRIVATE KEY-----'\nb"))
                .isEqualTo("private-key: '-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----'\nb");
        assertThat(mask.mask("{\"k\":\"-----BEGIN PRIVATE KEY-----\\nMIIB\",\"a\":1}"))
                .isEqualTo("{\"k\":\"-----BEGIN PRIVATE KEY-----***\",\"a\":1}");
        assertThat(mask.mask("private-key=" + key.replace("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\n", "")
                        + "\nb c"))
                .isEqualTo("private-key=-----BEGIN RSA PRIVATE KEY-----***\nb c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sent Bearer abcdefghijklmnop1234 to x|sent Bearer *** to x",
                "bearer abcdefghijklmnop1234|bearer ***",
                "sent Basic dXNlcjpwYXNz to x|sent Basic *** to x",
                "got " + JWT + ", ok|got ***, ok",
                "jdbc:postgresql://app:hunter2@db:5432/x|jdbc:postgresql://app:***@db:5432/x",
                "redis://:hunter2@cache|redis://:***@cache",
                "https://a:b@c@host/x|https://a:***@host/x",
                "key gh_live_abcdefgh_0123456789abcdefghij used|key gh_*** used",
                "key ghp_0123456789abcdefghij0123456789 used|key ghp_*** used",
                "key github_pat_11ABCDEFG0123456789_abcdefghij used|key github_pat_*** used",
                "Login by basic password=hunter2 failed|Login by basic password=*** failed",
                "bearer token=abc123 rejected|bearer token=*** rejected",
                "Basic ghp_0123456789abcdefghij0123456789|Basic ghp_***",
                "Basic " + JWT + "|Basic ***",
                "Rejected Basic dXNlcjpwYXNz.|Rejected Basic ***.",
                "Basic dXNlcjpwYXNzd29yZD8_Pg== x|Basic *** x",
                "Basic dXNlcjpwYXNzd29yZD8/Pg== x|Basic *** x",
                "eyJhIjox.ghp_0123456789abcdefghij0123456789|eyJhIjox.ghp_***",
                "-----BEGIN RSA PRIVATE KEY-----MIIB-----END RSA PRIVATE KEY-----|-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----MIIB|-----BEGIN PRIVATE KEY-----***"
            })
    void masksWhatLooksLikeASecret(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /orders/{id} 200 12 ms 345 B user=alice",
                "password reset for bob",
                "password=",
                "password=null",
                "\"password\":\"\"",
                "laptop=1 stop: 2",
                "maxTokens=100 tokens: 5",
                "Basic authentication and Bearer authentication",
                "Basic dXNlcg==",
                "eyJ is the start of a token",
                "eyJhbGciOiJIUzI1NiJ9.only-one-dot",
                "https://example.com:8080/a@b",
                "high_0123456789012345678 gh_short",
                "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----",
                "a > b && x => y",
                "laptop1=1 sha256: 2 12:30:45 utf8=x",
                "a == b"
            })
    void leavesEverythingElseAlone(String text) {
        assertThat(mask.mask(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=hunter2", "Authorization: Bearer abcdefghijklmnop1234", "https://a:b@host"})
    void maskingTwiceChangesNothingMore(String text) {
        String once = mask.mask(text);
        assertThat(mask.mask(once)).isEqualTo(once);
    }

    @Test
    void masksInEachLineOfAStackTrace() {
        assertThat(mask.mask("java.sql.SQLException: password=hunter2\n\tat x.Y\nCaused by: z: token: hunter2\n"))
                .isEqualTo("java.sql.SQLException: password=***\n\tat x.Y\nCaused by: z: token: ***\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=",
                ":",
                "a=",
                "_=",
                "____________________________________________________________=",
                "password",
                "password=",
                "password=\"",
                "password:\\\"",
                "://",
                "://a:",
                "eyJ",
                "eyJ.",
                "Bearer ",
                "Basic abcd",
                "gh_",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "Cookie: ",
                "<password>",
                "'\"\\ =",
                "password=[",
                "\"secret\":{",
                "\"secret\":{\n",
                "secrets=[\"",
                "token='a\n",
                "Cookie: \"",
                "{cookie=a}",
                "{\"cookie=a\"",
                "[cookie=\"]",
                "/cookie=",
                "<password x=\"",
                "<password>a\t",
                ">",
                "password%3D",
                "%3A",
                "%252525",
                "%22",
                "%22password%22%3A%22",
                "%22password%22%3A",
                "a%3A%2F%2F",
                "https%3A%2F%2Fa%3A",
                ":\\/\\/",
                "\\u003e",
                "\\u003cpassword\\u003e",
                "\\u0022:",
                "jdbc:oracle:thin:",
                "jdbc:oracle:thin:a/",
                "password1",
                "1",
                "==",
                "password==",
                "é",
                "é=",
                "éotp=",
                "password=,a",
                "password=,,,,",
                "password=x&a[",
                "password=x<a",
                ",",
                "]a",
                "\\n,",
                "password   \t   =   \t",
                "token     :",
                "token='a''",
                "token='''",
                "token=\"a\"\"b",
                "%25",
                "%26pwd=",
                "\\npwd=",
                "pwd\\u003d",
                "passwords:\n- ",
                "passwords:\n\n",
                "password: |\n ",
                "password: |\n",
                "a[token][]=",
                "[]]=",
                "%5D=",
                "token[=",
                "<password>",
                "<password>\n",
                "<password><![CDATA[",
                "<password><![CDATA[\n",
                "<password a>\n<![CDATA[ ]]>",
                "<a >",
                "&gt;",
                "&lt;password &gt;",
                "&lt;password&gt;\n",
                "password=&quot;",
                "&quot;",
                "token=\"a\", \"b\":",
                "token=\"a\", \"",
                "token=\\\"a\\\", \\\"",
                "cookie=\"a\", \"b\"c",
                "password: rejected value [",
                "password: rejected value [a]; codes [",
                "-----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n\n\na"
            })
    @Timeout(20)
    void readsALongTextInTimeProportionalToItsLength(String piece) {
        String text = piece.repeat(300_000 / piece.length());
        long start = System.nanoTime();
        mask.mask(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.auth.jwt.keys[0].private-key, file:/run/secrets/jwt.pem",
        "gatehouse.auth.root-secret, <a new secret>",
        "spring.datasource.password, <a new secret>"
    })
    void leavesTheRemedyOfAFindingAboutASecretReadable(String property, String value) {
        Finding finding = Finding.of("AUTH002", Severity.ERROR, "It is missing.", Change.set(property, value))
                .about(property, null);
        String report = new Report(true, List.of(finding), List.of(), List.of()).toText();

        assertThat(report).contains(value);
        assertThat(mask.mask(report)).isEqualTo(report);
    }
}
