using Banyan.GraphQL.Tests.Oracle;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Tests.Validation;

public sealed class RuleTests
{
    public static TheoryData<string> Rules => [.. RuleFile.All.Select(file => file.Rule)];

    [Fact]
    public void Every_rule_has_a_file_of_documents() =>
        Assert.Equal(RuleList.Create(null!).Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal), RuleFile.All.Select(file => file.Rule));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Documents_are_accepted_and_refused_as_written(string rule)
    {
        var file = RuleFile.All.Single(file => file.Rule == rule);
        if (TestRun.IsRegenerating)
        {
            file.Write(one => Errors(one.Document));
            return;
        }

        foreach (var one in file.Cases)
        {
            Assert.Equal(one.Errors, Errors(one.Document));
            Assert.True(one.IsAccepted == (one.Errors.Count == 0), one.Document);
        }
    }

    private static IEnumerable<string> Errors(string document)
    {
        var judgement = Verdict.Of(document, "features");
        Assert.Null(judgement.Refused);
        return judgement.Errors.Select(error => $"{error.Places} | {error.Message}");
    }
}
