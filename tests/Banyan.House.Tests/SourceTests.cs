using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;
using Banyan.House.Tests.Samples;

namespace Banyan.House.Tests;

public sealed class SourceTests
{
    private static readonly IReadOnlyList<SourceFile> Sources = Repository.Sources;

    [Fact]
    public void H11_no_name_ends_with_a_word_that_says_nothing() => NameRules.Suffixes(Sources).ShouldHold();

    [Fact]
    public void H11_a_namespace_is_its_folder() => NameRules.Namespaces(Sources).ShouldHold();

    [Fact]
    public void H11_a_file_holds_one_public_type() => NameRules.OneTypeAFile(Solution.Types).ShouldHold();

    [Fact]
    public void H11_no_regions() => CommentRules.Regions(Sources).ShouldHold();

    [Fact]
    public void H11_nothing_is_left_for_later() => CommentRules.Pending(Sources).ShouldHold();

    [Fact]
    public void H11_no_code_is_commented_out() => CommentRules.DeadCode(Sources).ShouldHold();

    [Fact]
    public void No_test_is_skipped() => CommentRules.Skips(Sources.Where(source => source.Path.StartsWith("tests/", StringComparison.Ordinal))).ShouldHold();

    [Fact]
    public void H9_the_ban_is_lifted_only_where_clock_and_environment_enter() => CommentRules.Exemptions(Sources).ShouldHold();

    [Fact]
    public void Tests_that_read_the_shared_data_say_so() => DataRules.Marks(Sources).ShouldHold();

    [Fact]
    public void A_test_that_reads_data_unmarked_is_found()
    {
        SourceFile[] sources =
        [
            Sample.Source("tests/A/Recordings.cs", "var x = TestFiles.Find();"),
            Sample.Source("tests/A/PlainTests.cs", "[Fact] void A() => Recordings.All();"),
            Sample.Source("tests/A/MarkedTests.cs", "[Fact, Trait(\"needs\", \"data\")] void A() => Recordings.All();"),
            Sample.Source("tests/A/OtherTests.cs", "[Fact] void A() => Nothing();"),
        ];
        DataRules.Marks(sources).Places().ShouldBe(["H11 tests/A/PlainTests.cs"]);
    }

    [Theory]
    [InlineData("class OrderManager { }", 1)]
    [InlineData("record struct CallInfo(int A);", 1)]
    [InlineData("interface IService { }", 1)]
    [InlineData("// class OrderManager\nvar x = \"class OrderManager\";", 0)]
    [InlineData("class OrderBase { }", 1)]
    [InlineData("class Baseline { }", 0)]
    public void A_banned_suffix_is_found(string text, int count) => NameRules.Suffixes([Sample.Source("src/A/B.cs", text)]).Count().ShouldBe(count);

    [Theory]
    [InlineData("src/Banyan.A/Folder/B.cs", "namespace Banyan.A;\nclass B;", 1)]
    [InlineData("src/Banyan.A/Folder/B.cs", "namespace Banyan.A.Folder;\nclass B;", 0)]
    [InlineData("src/Banyan.A/B.cs", "class B;", 1)]
    [InlineData("src/Banyan.A/Program.cs", "return 0;", 0)]
    [InlineData("src/Banyan.A/Usings.cs", "global using System;", 0)]
    public void A_namespace_beside_its_folder_is_found(string path, string text, int count) => NameRules.Namespaces([Sample.Source(path, text)]).Count().ShouldBe(count);

    [Fact]
    public void Two_public_types_in_a_file_are_found()
    {
        NameRules.OneTypeAFile([Public("One"), Public("Two")]).Count().ShouldBe(1);
        NameRules.OneTypeAFile([Public("One") with { IsEnum = true }, Public("Two") with { IsEnum = true }]).Count().ShouldBe(1);
        NameRules.OneTypeAFile([Public("One"), Public("Kind") with { IsEnum = true }]).ShouldBeEmpty();
        NameRules.OneTypeAFile([Public("Part") with { IsAbstract = true }, Public("Text") with { BaseType = "Banyan.A.Part" }]).ShouldBeEmpty();
        NameRules.OneTypeAFile([Public("Part") with { IsAbstract = true }, Public("Text") with { BaseType = "Banyan.A.Part" }, Public("Guest")]).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("// var x = 1;", 1)]
    [InlineData("// foo.Bar(baz);", 1)]
    [InlineData("// if (x > 0) {", 1)]
    [InlineData("// total = a + b;", 1)]
    [InlineData("/* return x; */", 1)]
    [InlineData("// Waits for the first frame; the second is free.", 0)]
    [InlineData("// using the caller's own words, as { \"a\": 1 }", 0)]
    [InlineData("/// <c>var x = 1;</c>", 0)]
    [InlineData("var s = \"// var x = 1;\";", 0)]
    public void Commented_out_code_is_found(string text, int count) => CommentRules.DeadCode([Sample.Source("src/A/B.cs", text)]).Count().ShouldBe(count);

    [Theory]
    [InlineData("#region A\n#endregion", 2, 0, 0, 0)]
    [InlineData("// TODO later", 0, 1, 0, 0)]
    [InlineData("/* FIXME */ var todo = 1;", 0, 1, 0, 0)]
    [InlineData("[Fact(Skip = \"flaky\")]", 0, 0, 1, 0)]
    [InlineData("[Fact(Explicit = true)]", 0, 0, 1, 0)]
    [InlineData("Assert.Skip(\"no\"); items.Skip(1);", 0, 0, 1, 0)]
    [InlineData("#pragma warning disable RS0030", 0, 0, 0, 1)]
    [InlineData("#pragma warning disable CA1000, RS0030 // why", 0, 0, 0, 1)]
    public void Pretended_work_is_found(string text, int regions, int pending, int skips, int exemptions)
    {
        SourceFile[] sources = [Sample.Source("src/Banyan.Wire/B.cs", text)];
        CommentRules.Regions(sources).Count().ShouldBe(regions);
        CommentRules.Pending(sources).Count().ShouldBe(pending);
        CommentRules.Skips(sources).Count().ShouldBe(skips);
        CommentRules.Exemptions(sources).Count().ShouldBe(exemptions);
    }

    private static BuiltType Public(string name) => Sample.Type($"Banyan.A.{name}") with { IsPublic = true, File = "src/Banyan.A/One.cs" };
}
