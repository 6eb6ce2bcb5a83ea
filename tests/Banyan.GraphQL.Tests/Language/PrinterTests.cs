using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Tests.Language;

public sealed class PrinterTests
{
    [Theory]
    [MemberData(nameof(Sources.All), MemberType = typeof(Sources))]
    public void What_is_printed_reads_as_the_same_text(string source)
    {
        var once = Print(source);

        Assert.Equal(once, Print(once));
    }

    [Fact]
    public void The_layout_is_that_of_the_reference_implementation()
    {
        Assert.Equal("{\n  a\n}", Print("query{a}"));
        Assert.Equal("\"why\"\nquery Q($a: Int = 1 @x, $b: [B!]) @y {\n  a\n}", Print("\"why\" query Q($a:Int=1@x,$b:[B!])@y{a}"));
        Assert.Equal("query Q(\n\"why\"\n$a: Int\n$b: Int\n) {\n  a\n}", Print("query Q(\"why\" $a:Int,$b:Int){a}"));
        var digits = new string('1', 60);
        Assert.Equal($"{{\n  alias: field(\n    first: {digits}\n    second: {{ a: 1 }}\n  )\n}}", Print($"{{alias:field(first:{digits},second:{{a:1}})}}"));
        Assert.Equal("type A implements B & C @d {\n  \"\"\"why\"\"\"\n  a(x: Int = 1): [Int!]\n}", Print("type A implements &B&C@d{\"\"\"why\"\"\"a(x:Int=1):[Int!]}"));
        Assert.Equal("extend union U @d = A | B", Print("extend union U@d=|A|B"));
        Assert.Equal("directive @d(a: Int) repeatable on FIELD | QUERY", Print("directive@d(a:Int)repeatable on|FIELD|QUERY"));
    }

    private static string Print(string source)
    {
        var document = GraphParser.Parse(source, ParserLimits.Trusted);
        return document.IsGood ? GraphPrinter.Print(document.Value) : throw new ArgumentException(document.Error.Message, nameof(source));
    }
}
