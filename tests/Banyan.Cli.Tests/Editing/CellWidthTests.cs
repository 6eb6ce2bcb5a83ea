using Banyan.Cli.Output;

namespace Banyan.Cli.Tests.Editing;

public sealed class CellWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("\u00e9", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("\u65e5\u672c\u8a9e", 6)]
    [InlineData("\uff76\uff9e", 2)]
    [InlineData("\uff21", 2)]
    [InlineData("\ud55c\uae00", 4)]
    [InlineData("\u1112\u1161\u11ab", 2)]
    [InlineData("\U0001f44d", 2)]
    [InlineData("\U0001f44d\U0001f3fd", 2)]
    [InlineData("\U0001f469\u200d\U0001f469\u200d\U0001f467", 2)]
    [InlineData("\U0001f1e9\U0001f1ea", 2)]
    [InlineData("\u2764", 1)]
    [InlineData("\u2764\ufe0f", 2)]
    [InlineData("\U00020000", 2)]
    [InlineData("\U0001d49c", 1)]
    [InlineData("\u0928\u093f", 2)]
    [InlineData("\u0928\u0941", 1)]
    [InlineData("\u200b", 0)]
    [InlineData("\u4dbf\u4dc0", 4)]
    public void Text_takes_the_cells_a_terminal_gives_it(string text, int cells) => CellWidth.Of(text).ShouldBe(cells);
}
