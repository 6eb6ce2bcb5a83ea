namespace Banyan.GraphQL.Tests.Oracle;

public sealed class VerdictTests
{
    [Fact]
    public void Documents_are_judged_as_the_reference_implementation_did()
    {
        var lines = VerdictFile.Read();
        var differences = new List<string>();
        foreach (var ((schema, document), line) in GeneratedDocuments.Take(VerdictFile.Documents).Zip(lines))
        {
            Assert.StartsWith(VerdictFile.Hash(document), line, StringComparison.Ordinal);
            var ours = Verdict.Of(document, schema);
            var theirs = VerdictFile.Judgement(line, ours);
            var same = ours with { Refused = ours.Refused is { } refused ? refused with { Message = refused.Message.ReplaceLineEndings(" ") } : null };
            if (Comparison.Difference(same, theirs) is { } difference)
            {
                differences.Add($"{schema}\n{document}\n{difference}");
            }
        }

        Assert.Equal(VerdictFile.Documents, lines.Length);
        Assert.True(differences.Count == 0, $"{differences.Count} differences; the first:\n{string.Join("\n-----\n", differences.Take(3))}");
    }
}
