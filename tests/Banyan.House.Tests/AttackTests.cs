using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;

namespace Banyan.House.Tests;

public sealed class AttackTests
{
    /// <summary>How many attacks still wait for what they attack. It may only be lowered.</summary>
    private const int Waiting = 7;

    private static readonly string Rest = string.Join('\n', Enumerable.Range(3, 59).Select(number => $"{number} nothing of it exists"));

    [Fact]
    public void H10_every_attack_of_the_checklist_is_tried_or_waits_with_a_reason() =>
        AttackRules.Check(Repository.Sources.Where(source => source.Path.StartsWith("tests/", StringComparison.Ordinal) && !source.Path.StartsWith("tests/Banyan.House.Tests/", StringComparison.Ordinal)), Repository.Files.Single(file => file.Path == AttackRules.List).Text, Waiting).ShouldHold();

    [Theory]
    [InlineData("1", "2 nothing of it exists", 60, 0)]
    [InlineData("1", "", 59, 1)]
    [InlineData("2", "2 nothing of it exists", 60, 2)]
    [InlineData("1", "2 no", 60, 1)]
    [InlineData("62", "1 nothing of it exists\n2 nothing of it exists", 61, 1)]
    [InlineData("1", "2 nothing of it exists", 59, 1)]
    public void A_gap_in_the_checklist_is_found(string tried, string pending, int most, int count) =>
        AttackRules.Check([new SourceFile("tests/a.cs", $"[Trait(\"Attack\", \"{tried}\")]")], $"{pending}\n{Rest}", most).Count().ShouldBe(count);
}
