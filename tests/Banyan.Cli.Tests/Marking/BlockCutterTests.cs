using Banyan.Cli.Marking;

namespace Banyan.Cli.Tests.Marking;

/// <summary>Where Markdown that is still coming is cut: <c>¦</c> stands between blocks, <c>¶</c> where a blank line was too.</summary>
public sealed class BlockCutterTests
{
    [Theory]
    [InlineData("one\ntwo\n\nthree", "one\ntwo¶three")]
    [InlineData("one\n\n\n\ntwo\n", "one¶two")]
    [InlineData("# Title\ntext", "# Title¦text")]
    [InlineData("# Title\n\ntext", "# Title¶text")]
    [InlineData("```c\na\n\nb\n```\ntext", "```c\na\n\nb\n```¦text")]
    [InlineData("text\n```\na\n```\n\nmore", "text¦```\na\n```¶more")]
    [InlineData("~~~\n```\n~~~\nx", "~~~\n```\n~~~¦x")]
    [InlineData("````\n```\n````\nx", "````\n```\n````¦x")]
    [InlineData("```\nnever closed\n\nat all", "```\nnever closed\n\nat all")]
    [InlineData("- a\n- b\n\ntext", "- a\n- b¶text")]
    [InlineData("- a\n\n- b\n\n  more of b\n\ntext", "- a\n\n- b\n\n  more of b¶text")]
    [InlineData("1. a\n   ```\n   code\n   ```\n2. b\n\ntext", "1. a\n   ```\n   code\n   ```\n2. b¶text")]
    [InlineData("10) a\n\n11) b", "10) a\n\n11) b")]
    [InlineData("> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nend", "> quoted¶| a | b |\n|---|---|\n| 1 | 2 |¶end")]
    [InlineData("-not a list\n\nx", "-not a list¶x")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public void Blocks_are_the_same_however_the_text_comes(string source, string blocks)
    {
        Cut([source]).ShouldBe(blocks);
        Cut(source.Select(letter => letter.ToString())).ShouldBe(blocks);
        for (var at = 1; at < source.Length; at++)
        {
            Cut([source[..at], source[at..]]).ShouldBe(blocks, $"cut at {at}");
        }
    }

    [Theory]
    [InlineData("one\n\n", "one")]
    [InlineData("# Title\n", "# Title")]
    [InlineData("```\na\n```\n", "```\na\n```")]
    [InlineData("- a\n\ntext\n", "- a")]
    public void A_block_is_given_as_soon_as_nothing_can_belong_to_it_any_more(string source, string block) =>
        new BlockCutter().Take(source).ShouldHaveSingleItem().Text.ShouldBe(block);

    private static string Cut(IEnumerable<string> pieces)
    {
        var cutter = new BlockCutter();
        var blocks = pieces.SelectMany(piece => cutter.Take(piece).ToList()).ToList();
        blocks.AddRange(cutter.End());
        return string.Concat(blocks.Select((block, at) => (at == 0 ? "" : block.IsApart ? "¶" : "¦") + block.Text));
    }
}
