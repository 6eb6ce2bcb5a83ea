using Banyan.Cli.Output;

namespace Banyan.Cli.Tests.Output;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("a\r\nb\tc", "a\nb\tc")]
    [InlineData("progress\rover", "progress\u240dover")]
    [InlineData("\u001b]8;;x\u0007", "\u241b]8;;x\u2407")]
    [InlineData("\u007f\u0085\u2066", "\u2421<U+0085><U+2066>")]
    [InlineData("👩‍💻 日本 e\u0301", "👩‍💻 日本 e\u0301")]
    [InlineData("\r", "\u240d")]
    public void Whatever_the_pieces_the_same_is_shown(string text, string shown)
    {
        for (var cut = 0; cut <= text.Length; cut++)
        {
            var printable = new Printable();
            (printable.Take(text[..cut]) + printable.Take(text[cut..]) + printable.End()).ShouldBe(shown);
        }
    }

    [Fact]
    public void Half_a_character_is_a_replacement()
    {
        var printable = new Printable();
        (printable.Take("a\ud83d") + printable.Take("b\ude00") + printable.Take("\ud83d") + printable.End()).ShouldBe("a\ufffdb\ufffd\ufffd");
    }

    [Fact]
    public void A_line_stays_a_line() => Printable.Line("a\nb\tc\r\n").ShouldBe("a b c ");
}
