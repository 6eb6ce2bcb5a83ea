using System.Text.RegularExpressions;
using Banyan.Cli.Marking;

namespace Banyan.Cli.Tests.Marking;

/// <summary>Markdown as a terminal shows it; <c>{1:x}</c> is x in the look of that number.</summary>
public sealed partial class MarkdownTextTests
{
    [Theory]
    [InlineData("plain *text* and **more**", "plain {3:text} and {1:more}")]
    [InlineData("***both*** ~~gone~~ `co*de`", "{1;3:both} {9:gone} {36:co*de}")]
    [InlineData("one\ntwo", "one\ntwo")]
    [InlineData("# Title *x*", "{1:Title }{1;3:x}")]
    [InlineData("- a\n- **b**\n  - c", "- a\n- {1:b}\n  - c")]
    [InlineData("3. a\n4. b", "3. a\n4. b")]
    [InlineData("- a\n  more", "- a\n  more")]
    [InlineData("> said\n> twice", "{2:\u2502 }said\n{2:\u2502 }twice")]
    [InlineData("---", "{2:\u2500\u2500\u2500}")]
    [InlineData("```sh\nrm -rf *a*\n\n  x\n```", "{2:```sh}\nrm -rf *a*\n\n  x\n{2:```}")]
    [InlineData("[here](https://x.example/a)", "here (https://x.example/a)")]
    [InlineData("<https://x.example>", "https://x.example")]
    [InlineData("![cat](https://x.example/c.png)", "cat (https://x.example/c.png)")]
    [InlineData("| a | \u65e5\u672c |\n|---|---|\n| long **b** | c |", "{1:a}       {1:\u65e5\u672c}\nlong {1:b}  c")]
    [InlineData("a <b>c</b> &amp; d", "a <b>c</b> & d")]
    [InlineData("<div>x</div>", "<div>x</div>")]
    [InlineData("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name")]
    public void Markdown_is_dressed_up(string source, string shown) => Marked(MarkdownText.Of(source)).ShouldBe(shown);

    [Theory]
    [InlineData("a &#27;[31m &#x1b;]0;owned&#7; b")]
    [InlineData("`x &#27;` **&#155;31m**")]
    [InlineData("[a&#27;](https://x.example/&#27;[2J)")]
    [InlineData("# &#27;c")]
    [InlineData("| &#27;[A |\n|---|\n| &#8238;x |")]
    [InlineData("<x a='&#27;'> &NewLine;&#13;")]
    public void What_steers_a_terminal_cannot_hide_in_numbers(string source) =>
        Marked(MarkdownText.Of(source)).ShouldAllBe(letter => !char.IsControl(letter) && letter != '\u202e' || letter == '\n');

    [Fact]
    public void A_block_is_printed_once_when_it_is_complete_and_a_broken_tail_as_it_stands()
    {
        using var screen = new StringWriter();
        var shown = new BlockShown(screen);
        shown.Put("# On**e**\nsome **bo");
        Marked(screen.ToString()).ShouldBe("{1:On}{1:e}\n");
        shown.Put("ld**\n\nhalf **a");
        Marked(screen.ToString()).ShouldBe("{1:On}{1:e}\nsome {1:bold}\n");
        shown.Put("\u001b[31m");
        shown.End(isWhole: false);
        Marked(screen.ToString()).ShouldBe("{1:On}{1:e}\nsome {1:bold}\n\nhalf **a\u241b[31m\n");
    }

    private static string Marked(string shown) => Looks().Replace(shown, "{${look}:${text}}");

    [GeneratedRegex("\u001b\\[(?<look>[0-9;]+)m(?<text>[^\u001b]*)\u001b\\[0m", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Looks();
}
