using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;
using Banyan.House.Tests.Samples;

namespace Banyan.House.Tests;

public sealed class ShapeTests
{
    private static readonly string AllowanceText = Repository.Files.Single(file => file.Path == Allowances.File).Text;

    private static readonly Violation[] Found =
    [
        .. ShapeRules.Public(Solution.Assemblies, Repository.Sources),
        .. ShapeRules.Sealed([.. Solution.Types]),
        .. SizeRules.Walls(Repository.Sources),
    ];

    [Fact]
    public void H10_a_type_is_internal_and_sealed_unless_it_must_not_be() =>
        Allowances.Apply(Found, AllowanceText).Where(violation => violation.Rule == "H10").ShouldHold();

    [Fact]
    public void H11_no_file_is_over_the_wall() => Allowances.Apply(Found, AllowanceText).Where(violation => violation.Rule == "H11").ShouldHold();

    [Fact]
    public void H11_files_are_short_on_the_whole() =>
        SizeRules.Spread(Repository.Sources.Where(source => source is { IsProduct: true, IsGenerated: false }).Select(source => source.LineCount)).ShouldHold();

    [Fact]
    public void Every_allowance_gives_a_reason_and_is_still_needed() => Allowances.Stale(Found, AllowanceText).ShouldHold();

    [Fact]
    public void A_public_type_nobody_names_is_found()
    {
        BuiltAssembly[] assemblies =
        [
            new("Banyan.A")
            {
                Types =
                [
                    Public("Banyan.A.Named", "Banyan.A.Shown"), Public("Banyan.A.Shown"), Public("Banyan.A.Case") with { BaseType = "Banyan.A.Named" },
                    Public("Banyan.A.OnlyTested"), Public("Banyan.A.Forgotten", "Banyan.A.ShownByForgotten"), Public("Banyan.A.ShownByForgotten"),
                ],
            },
        ];
        SourceFile[] sources =
        [
            Sample.Source("src/Banyan.B/B.cs", "var x = new Named(); // Forgotten"),
            Sample.Source("tests/Banyan.A.Tests/T.cs", "OnlyTested x;"),
        ];
        ShapeRules.Public(assemblies, sources).Places().ShouldBe(["H10 Banyan.A.OnlyTested", "H10 Banyan.A.Forgotten", "H10 Banyan.A.ShownByForgotten"]);
    }

    [Fact]
    public void An_open_class_nobody_derives_from_is_found()
    {
        BuiltType[] types =
        [
            Sample.Type("Banyan.A.Origin") with { IsOpenClass = true }, Sample.Type("Banyan.A.Derived") with { BaseType = "Banyan.A.Origin" },
            Sample.Type("Banyan.A.Open") with { IsOpenClass = true },
        ];
        ShapeRules.Sealed(types).Places().ShouldBe(["H10 Banyan.A.Open"]);
    }

    [Fact]
    public void A_file_over_the_wall_is_found()
    {
        SourceFile[] sources =
        [
            Sample.Source("src/A/Long.cs", Lines(SizeRules.WallInProduct + 1)), Sample.Source("src/A/Fits.cs", Lines(SizeRules.WallInProduct)),
            Sample.Source("tests/A/Long.cs", Lines(SizeRules.WallInTests + 1)), Sample.Source("src/A/Made.g.cs", Lines(5000)),
        ];
        SizeRules.Walls(sources).Places().ShouldBe(["H11 src/A/Long.cs", "H11 tests/A/Long.cs"]);
    }

    [Fact]
    public void A_spread_too_wide_is_found()
    {
        SizeRules.Spread([.. Enumerable.Repeat(60, 95), .. Enumerable.Repeat(220, 5)]).ShouldBeEmpty();
        SizeRules.Spread(Enumerable.Repeat(61, 10)).Count().ShouldBe(1);
        SizeRules.Spread([.. Enumerable.Repeat(10, 94), .. Enumerable.Repeat(221, 6)]).Count().ShouldBe(1);
        SizeRules.Spread([]).ShouldBeEmpty();
    }

    [Fact]
    public void An_allowance_without_reason_or_need_is_found()
    {
        Violation[] found = [new("H11", "src/A/Long.cs", "long", ""), new("H11", "src/A/Other.cs", "long", "")];
        const string text = "# a comment\nH11 | src/A/Long.cs | a table of codes that is read as one piece\nH11 | src/A/Gone.cs | it was a table of codes once\nH4 | x | walls have no exceptions at all\nH10 | y |\n";
        Allowances.Apply(found, text).Places().ShouldBe(["H11 src/A/Other.cs"]);
        Allowances.Stale(found, text).Count().ShouldBe(3);
    }

    private static BuiltType Public(string name, params string[] shows) => Sample.Type(name) with { IsPublic = true, Shows = shows.ToHashSet(StringComparer.Ordinal) };

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("x\n", count));
}
