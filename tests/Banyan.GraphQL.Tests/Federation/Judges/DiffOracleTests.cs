using System.Text.Json;
using Banyan.GraphQL.Tests.Types;
using Banyan.TestKit;

namespace Banyan.GraphQL.Tests.Federation.Judges;

/// <summary>The reference implementation classifies the same changes the same way, as far as it knows them.</summary>
[Trait("needs", "node")]
public sealed class DiffOracleTests
{
    // The reference in the gateway's line tells no change of an input's default or of @oneOf, and federation's directives it does not know.
    private static readonly string[] OurOwn = ["INPUT_FIELD_DEFAULT_VALUE_CHANGE", "ONE_OF_CHANGED"];

    [Fact]
    public async Task Breaking_and_dangerous_changes_are_the_reference_s()
    {
        var cases = SchemaDiffCases.All.Select(row => row.Data).Where(row => !row.Item1.Contains("@key", StringComparison.Ordinal)).ToArray();
        cases.Length.ShouldBeGreaterThan(35);
        var (status, output, complaints) = await NodePackage.Federation.RunAsync(
            "node", ["diff.mjs"], JsonSerializer.Serialize(cases.Select(row => new[] { SchemaDiffCases.Whole(row.Item1), SchemaDiffCases.Whole(row.Item2) })));
        status.ShouldBe(0, complaints);
        var verdicts = JsonSerializer.Deserialize<string[][]>(output)!;
        for (var index = 0; index < cases.Length; index++)
        {
            verdicts[index].Order(StringComparer.Ordinal).ShouldBe(Expected(cases[index].Item3), cases[index].ToString());
        }
    }

    private static IEnumerable<string> Expected(string changes) => changes.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split(' '))
        .Where(parts => parts[0] != "Safe" && !OurOwn.Contains(parts[2])).Select(parts => $"{parts[0]} {parts[2]}").Order(StringComparer.Ordinal);
}
