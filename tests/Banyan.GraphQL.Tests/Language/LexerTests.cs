using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Tests.Language;

public sealed class LexerTests
{
    [Theory]
    [InlineData("\"simple\"", "simple")]
    [InlineData("\" white space \"", " white space ")]
    [InlineData("\"quote \\\" slash \\\\ \\/ \\b\\f\\n\\r\\t\"", "quote \" slash \\ / \b\f\n\r\t")]
    [InlineData("\"\\u1234\\u5678\\u90AB\\uCDEF\"", "\u1234\u5678\u90AB\uCDEF")]
    [InlineData("\"\\u{61}\\u{00000062}\\u{1F600}\\u{10FFFF}\"", "ab\U0001F600\U0010FFFF")]
    [InlineData("\"\\uD83D\\uDE00\"", "\U0001F600")]
    [InlineData("\"\U0001F600 \uFFFD\"", "\U0001F600 \uFFFD")]
    [InlineData("\"\"", "")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"simple\"\"\"", "simple")]
    [InlineData("\"\"\" white space \"\"\"", " white space ")]
    [InlineData("\"\"\"contains \" quote\"\"\"", "contains \" quote")]
    [InlineData("\"\"\"contains \\\"\"\" three\"\"\"", "contains \"\"\" three")]
    [InlineData("\"\"\"multi\rline\r\nnormalized\"\"\"", "multi\nline\nnormalized")]
    [InlineData("\"\"\"raw \\n \\u00FF slashes\\\"\"\"", null)]
    [InlineData("\"\"\"raw \\n \\u00FF slashes \"\"\"", "raw \\n \\u00FF slashes ")]
    [InlineData("\"\"\"\n\n        spans\n          multiple\n            lines\n\n        \"\"\"", "spans\n  multiple\n    lines")]
    [InlineData("\"\"\"    first\n    second\n\t\tthird\"\"\"", "    first\n  second\nthird")]
    [InlineData("\"\"\"\n\n \t \n\"\"\"", "")]
    [InlineData("\"\"\"\n  a\n \n  b\n\"\"\"", "a\n\nb")]
    public void A_string_means_what_the_specification_says(string written, string? text) =>
        Assert.Equal(text, (GraphParser.ParseValue(written).Value as StringValue)?.Text);

    [Theory]
    [InlineData("4", false)]
    [InlineData("0", false)]
    [InlineData("-0", false)]
    [InlineData("9007199254740993123456789", false)]
    [InlineData("4.123", true)]
    [InlineData("-4.123e-4", true)]
    [InlineData("0E3", true)]
    [InlineData("123e+40", true)]
    [InlineData("1.50", true)]
    public void A_number_is_kept_as_written(string written, bool hasFraction)
    {
        var value = GraphParser.ParseValue(written).Value;

        Assert.Equal(written, hasFraction ? (value as FloatValue)?.Text : (value as IntValue)?.Text);
    }

    [Theory]
    [InlineData("00", 2, "Invalid number, unexpected digit after 0: \"0\".")]
    [InlineData("01", 2, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("+1", 1, "Unexpected character: \"+\".")]
    [InlineData("1.", 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1e", 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1.A", 3, "Invalid number, expected digit but got: \"A\".")]
    [InlineData(".5", 1, "Invalid number, expected digit before \".\", did you mean \"0.5\"?")]
    [InlineData("-A", 2, "Invalid number, expected digit but got: \"A\".")]
    [InlineData("1a", 2, "Invalid number, expected digit but got: \"a\".")]
    [InlineData("0xF1", 2, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("1.2.3", 4, "Invalid number, expected digit but got: \".\".")]
    [InlineData("1_0", 2, "Invalid number, expected digit but got: \"_\".")]
    [InlineData("1.0\"", 5, "Unterminated string.")]
    [InlineData("..", 1, "Unexpected \"..\", did you mean \"...\"?")]
    [InlineData(".", 1, "Unexpected character: \".\".")]
    [InlineData("~", 1, "Unexpected character: \"~\".")]
    [InlineData("\0", 1, "Unexpected character: U+0000.")]
    [InlineData("\u200B", 1, "Unexpected character: U+200B.")]
    [InlineData("\U0001F600", 1, "Unexpected character: U+1F600.")]
    [InlineData("\"a\n\"", 3, "Unterminated string.")]
    [InlineData("\"", 2, "Unterminated string.")]
    [InlineData("\"\"\"", 4, "Unterminated string.")]
    [InlineData("'a'", 1, "Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    [InlineData("\"a \\z\"", 4, "Invalid character escape sequence: \"\\z\".")]
    [InlineData("\"\\u1 esc\"", 2, "Invalid Unicode escape sequence: \"\\u1 es\".")]
    [InlineData("\"\\uD800\"", 2, "Invalid Unicode escape sequence: \"\\uD800\".")]
    [InlineData("\"\\uD83D\\u0041\"", 2, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("\"\\u{}\"", 2, "Invalid Unicode escape sequence: \"\\u{}\".")]
    [InlineData("\"\\u{110000}\"", 2, "Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("\"\\u{FFFF", 2, "Invalid Unicode escape sequence: \"\\u{FFFF\".")]
    [InlineData("\"\\u{000000000}\"", 2, "Invalid Unicode escape sequence: \"\\u{000000000\".")]
    public void What_is_no_token_is_told_with_its_column(string written, int column, string says)
    {
        var error = GraphParser.ParseValue(written).Error;

        Assert.Equal($"Syntax Error: {says}", error?.Message);
        Assert.Equal([new GraphLocation(1, column)], error?.Locations);
        Assert.Equal(GraphCodes.ParseFailed, error?.Code);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_character()
    {
        Assert.Equal("Syntax Error: Invalid character: U+DEAD.", GraphParser.ParseValue("\uDEAD").Error?.Message);
        Assert.Equal("Syntax Error: Invalid character within String: U+DEAD.", GraphParser.ParseValue("\"\uDEAD\"").Error?.Message);
        Assert.Equal("Syntax Error: Invalid character within String: U+D83D.", GraphParser.ParseValue("\"\"\"a\uD83D\"\"\"").Error?.Message);
        Assert.Equal("Syntax Error: Invalid character: U+D83D.", GraphParser.ParseValue("# \uD83D").Error?.Message);
    }

    [Fact]
    public void Blanks_commas_comments_and_byte_order_marks_say_nothing()
    {
        var document = GraphParser.Parse("\uFEFF, {\t# a \U0001F600 comment\r\n a ,,, b\uFEFF(x: 1, , y: 2) }\r#end", ParserLimits.Default);

        Assert.Equal("{\n  a\n  b(x: 1, y: 2)\n}", document.IsGood ? GraphPrinter.Print(document.Value) : document.Error.Message);
    }

    [Theory]
    [InlineData("{\n  a\r\n  b(: 1)\n}", 3, 5)]
    [InlineData("{\r  a\r\r  b(: 1)\r}", 4, 5)]
    [InlineData("{ a(x: \"\"\"\n\n\"\"\", ?) }", 3, 6)]
    public void Lines_end_with_any_of_three_signs(string source, int line, int column) =>
        Assert.Equal([new GraphLocation(line, column)], GraphParser.Parse(source, ParserLimits.Default).Error?.Locations);
}
