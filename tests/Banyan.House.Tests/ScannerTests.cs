using Banyan.House.Tests.Samples;

namespace Banyan.House.Tests;

public sealed class ScannerTests
{
    [Theory]
    [InlineData("a = \"// not a comment\"; b")]
    [InlineData("a = \"quote \\\" // inside\"; b")]
    [InlineData("a = @\"c:\\\" ; b")]
    [InlineData("a = $\"x {y[\"k\"]} // z\"; b")]
    [InlineData("a = $\"{{no hole}} // z\"; b")]
    [InlineData("a = \"\"\"raw \" // \"\" text\"\"\"; b")]
    [InlineData("a = $$\"\"\"{ \"k\": {{v}} } // x\"\"\"; b")]
    [InlineData("a = '\"'; b")]
    [InlineData("a = \"text\"u8; b")]
    public void A_literal_never_hides_what_follows_it(string text)
    {
        var source = Sample.Source("src/A/B.cs", text);
        source.Comments.ShouldBeEmpty();
        source.Code.ShouldEndWith("; b");
        source.Code.Length.ShouldBe(text.Length);
    }

    [Fact]
    public void Comments_keep_their_lines()
    {
        var source = Sample.Source("src/A/B.cs", "a\n// one\n/// two\n/* three\n four */ b\n");
        source.Comments.Select(comment => (comment.Line, comment.Text, comment.IsDocumentation))
            .ShouldBe([(2, "one", false), (3, "two", true), (4, "three", false), (5, "four", false)]);
        source.Code.Split('\n').Length.ShouldBe(6);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        Sample.Source("src/A/B.cs", "a\nb\n").LineCount.ShouldBe(2);
        Sample.Source("src/A/B.cs", "a\nb").LineCount.ShouldBe(2);
    }
}
