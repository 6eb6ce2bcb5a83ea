using Banyan.Intents.Conditions;

namespace Banyan.Intents.Tests.Conditions;

public sealed class ExprParserTests
{
    [Theory]
    [InlineData("!(s1.status in ['shipped','delivered'])", "!(s1.status in ['shipped', 'delivered'])")]
    [InlineData("s1.total<50&&s1.items[0].name==\"desk\"", "s1.total < 50 && s1.items[0].name == 'desk'")]
    [InlineData("a || b && c", "a || b && c")]
    [InlineData("(a || b) && c", "(a || b) && c")]
    [InlineData("a - (b - c) - d", "a - (b - c) - d")]
    [InlineData("(a * b) + -c / 2 >= -1.50", "a * b + -c / 2 >= -1.50")]
    [InlineData("(a == b) == c", "(a == b) == c")]
    [InlineData("!!a", "!!a")]
    [InlineData("has(s1.eta) && now() - date(s1.at) < duration('30d')", "has(s1.eta) && now() - date(s1.at) < duration('30d')")]
    [InlineData("any(s1.items, it.price > 5)", "any(s1.items, it.price > 5)")]
    [InlineData("s1['back height'][2].a == 'it\\'s\\u0007'", "s1['back height'][2].a == 'it\\'s\\u0007'")]
    [InlineData("s2#3.ok", "s2#3.ok")]
    [InlineData("x == null", "x == null")]
    [InlineData("s1.in in [1, 2]", "s1.in in [1, 2]")]
    public void An_expression_is_read_by_rank_and_written_with_no_more_parentheses_than_needed(string source, string written)
    {
        var parsed = ExprParser.Parse(source);

        parsed.Fault.ShouldBeNull();
        ExprPrinter.Print(parsed.Root!).ShouldBe(written);
    }

    [Theory]
    [InlineData("", 0, "missing at the end")]
    [InlineData("a = b", 2, "'=='")]
    [InlineData("a & b", 2, "'&&'")]
    [InlineData("a < b < c", 6, "chain")]
    [InlineData("a ==", 4, "missing at the end")]
    [InlineData("a b", 2, "'b' is not expected")]
    [InlineData("matches(a, 'x')", 0, "no function 'matches'")]
    [InlineData("size()", 0, "takes 1 arguments, not 0")]
    [InlineData("any(a, b, c)", 0, "takes 1 or 2 arguments")]
    [InlineData("'abc", 0, "no end")]
    [InlineData("'a\\q'", 2, "unknown escape")]
    [InlineData("30d", 2, "duration('30d')")]
    [InlineData("a[10000]", 2, "index from 0")]
    [InlineData("a.[0]", 2, "member's name")]
    [InlineData("a ? b : c", 2, "belongs to no expression")]
    [InlineData("99999999999999999999999999999999", 0, "too large")]
    [InlineData("(a", 2, "')' is wanted")]
    [InlineData("a.b()", 3, "not expected")]
    [InlineData("in [1]", 0, "on its left")]
    public void What_is_wrong_is_told_with_its_place(string source, int at, string words)
    {
        var parsed = ExprParser.Parse(source);

        parsed.Root.ShouldBeNull();
        parsed.Fault!.At.ShouldBe(at);
        parsed.Fault.Message.ShouldContain(words);
    }

    [Fact]
    public void Sixty_four_parts_are_read_and_sixty_five_are_not()
    {
        // A list of n literals has n + 1 parts, "a in" two more.
        string Of(int literals) => $"a in [{string.Join(',', Enumerable.Repeat("1", literals))}]";

        ExprParser.Parse(Of(61)).Fault.ShouldBeNull();
        ExprParser.Parse(Of(62)).Fault!.Message.ShouldContain("more than 64");
        ExprParser.Parse(Of(1500)).Fault!.Message.ShouldContain("more than 64");
    }

    [Fact]
    public void Sixteen_levels_are_read_and_seventeen_are_not()
    {
        ExprParser.Parse(new string('!', 15) + "a").Fault.ShouldBeNull();
        ExprParser.Parse(new string('!', 16) + "a").Fault!.Message.ShouldContain("deeper than 16");
    }

    [Fact]
    public void Parentheses_without_end_and_long_texts_are_refused_before_they_cost_anything()
    {
        ExprParser.Parse(new string('(', 3000)).Fault!.Message.ShouldContain("deeper");
        ExprParser.Parse(new string('[', 3000)).Fault!.Message.ShouldContain("deeper");
        ExprParser.Parse(new string('-', 3000)).Fault!.Message.ShouldContain("deeper");
        ExprParser.Parse(new string('a', ExprBounds.Length + 1)).Fault!.Message.ShouldContain("longer");
    }

    [Fact]
    public void A_path_alone_is_read_as_a_reference()
    {
        ValuePath.Read("s1.items[0].name").Path!.Parts.ShouldBe([new PathPart("items"), new PathPart(null, 0), new PathPart("name")]);
        ValuePath.Read("s1.a == 2").Fault!.Message.ShouldContain("a path is wanted");
        ValuePath.Read("$.a").Fault.ShouldNotBeNull();
    }

    [Fact]
    public void References_are_the_paths_outside_and_the_lists_named()
    {
        var root = ExprParser.Parse("any(s1.items, it.price > s2.limit && it.name != caller.name) || s1.items[0].ok || s1.items[0].ok").Root!;

        root.References().Select(path => path.ToString()).ShouldBe(["s1.items", "s2.limit", "caller.name", "s1.items[0].ok"]);
        root.Steps().ShouldBe(["s1", "s2"]);
    }

    [Fact]
    public void Steps_are_renamed_for_one_element_and_the_rest_stays()
    {
        var root = ExprParser.Parse("s2.ok && !(s1.n in [s2.n])").Root!;

        ExprPrinter.Print(root.Rename(step => step == "s2" ? "s2#3" : step)).ShouldBe("s2#3.ok && !(s1.n in [s2#3.n])");
    }
}
