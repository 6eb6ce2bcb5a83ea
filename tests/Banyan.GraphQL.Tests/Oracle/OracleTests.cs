using Banyan.GraphQL.Tests.Language;
using Banyan.GraphQL.Tests.Validation;

namespace Banyan.GraphQL.Tests.Oracle;

[Trait("needs", "node")]
public sealed class OracleTests(ReferenceJudge judge) : IClassFixture<ReferenceJudge>
{
    private const int InOrdinaryRuns = VerdictFile.Documents;
    private const int InFullRuns = 20_000;

    [Fact]
    public async Task Generated_and_mutated_documents_are_judged_alike()
    {
        var lines = await JudgeAsync(GeneratedDocuments.Take(TestRun.IsFull ? InFullRuns : InOrdinaryRuns), InOrdinaryRuns / 20);

        if (TestRun.IsRegenerating)
        {
            VerdictFile.Write(lines.Take(VerdictFile.Documents));
        }

        Assert.Equal(VerdictFile.Read(), lines.Take(VerdictFile.Documents));
    }

    [Theory]
    [InlineData("banyan")]
    [InlineData("sample")]
    public async Task Documents_for_a_subgraph_s_own_schema_are_judged_alike(string schema)
    {
        var count = TestRun.IsFull ? InFullRuns / 2 : 500;
        Assert.Equal(count, (await JudgeAsync(GeneratedDocuments.Of([schema], count), count / 30)).Count);
    }

    [Theory]
    [MemberData(nameof(Sources.All), MemberType = typeof(Sources))]
    public async Task The_whole_grammar_is_read_and_printed_alike(string source) =>
        Assert.Null(Comparison.Difference(Verdict.Of(source, null), await judge.CheckAsync(source, null)));

    [Fact]
    public async Task Mutated_schemas_are_read_and_printed_alike()
    {
        var random = new Random(17);
        var sources = OracleFolder.Schemas.Values.Append(Sources.TypeSystem).Append(Sources.Executable).ToArray();
        for (var count = 0; count < (TestRun.IsFull ? InFullRuns : 400); count++)
        {
            var source = DocumentMutation.Apply(random, sources[count % sources.Length]);
            var ours = Verdict.Of(source, null);
            if (!DeliberateDifferences.IsLaterGrammar(ours) && Comparison.Difference(ours, await judge.CheckAsync(source, null)) is { } difference)
            {
                Assert.Fail($"{source}\n{difference}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(RuleTests.Rules), MemberType = typeof(RuleTests))]
    public async Task Documents_of_every_rule_are_judged_alike(string rule)
    {
        foreach (var one in RuleFile.All.Single(file => file.Rule == rule).Cases.Where(one => !DeliberateDifferences.Documents.Contains(one.Document, StringComparer.Ordinal)))
        {
            var difference = Comparison.Difference(Verdict.Of(one.Document, "features"), await judge.CheckAsync(one.Document, "features"));
            Assert.True(difference is null, $"{one.Document}\n{difference}");
        }
    }

    [Fact]
    public async Task Every_deliberate_difference_is_one()
    {
        async Task<(Judgement Ours, Judgement Theirs)> Ask(string document) => (Verdict.Of(document, "features"), await judge.CheckAsync(document, "features"));

        var oneOf = await Ask(DeliberateDifferences.OneOfInsideNonNull.Example);
        Assert.True(DeliberateDifferences.OneOfInsideNonNull.Is(Assert.Single(oneOf.Ours.Errors).Message));
        Assert.Empty(oneOf.Theirs.Errors);

        var conflicts = await Ask(DeliberateDifferences.ConflictsOncePerField.Example);
        Assert.Equal((2, 3), (conflicts.Ours.Errors.Count, conflicts.Theirs.Errors.Count));

        var blocks = await Ask(DeliberateDifferences.BlockStringsAreStrings);
        Assert.Equal((0, 1), (blocks.Ours.Errors.Count, blocks.Theirs.Errors.Count));

        Assert.NotNull(Verdict.Of(DeliberateDifferences.EmptySelections, "features").Refused);

        var later = await Ask(DeliberateDifferences.LaterGrammar);
        Assert.Equal("Syntax Error: Expected \"on\", found \"@\".", later.Ours.Refused?.Message);
        Assert.Null(later.Theirs.Refused);

        var infinite = await Ask(DeliberateDifferences.InfiniteNumber);
        Assert.Equal((1, 0), (infinite.Ours.Errors.Count, infinite.Theirs.Errors.Count));

        var unknown = await Ask(DeliberateDifferences.UnknownDirectiveArguments.Example);
        Assert.Equal((1, 2), (unknown.Ours.Errors.Count, unknown.Theirs.Errors.Count));
        Assert.Null(Comparison.Difference(unknown.Ours, unknown.Theirs));

        var definitions = await Ask(DeliberateDifferences.DefinitionsAreNotChecked);
        Assert.Equal((1, 3), (definitions.Ours.Errors.Count, definitions.Theirs.Errors.Count));
    }

    /// <summary>Both sides judge; the lines to keep of the reference's verdicts.</summary>
    private async Task<List<string>> JudgeAsync(IEnumerable<(string Schema, string Document)> documents, int leastOfEachKind)
    {
        var differences = new List<string>();
        var lines = new List<string>();
        var (good, bad, unread) = (0, 0, 0);
        foreach (var (schema, document) in documents)
        {
            var theirs = await judge.CheckAsync(document, schema);
            lines.Add(VerdictFile.Line(document, theirs));
            _ = theirs.Refused is not null ? unread++ : theirs.Errors.Count > 0 ? bad++ : good++;
            if (Comparison.Difference(Verdict.Of(document, schema), theirs) is { } difference)
            {
                differences.Add($"{schema}\n{document}\n{difference}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences; the first:\n{string.Join("\n-----\n", differences.OrderBy(text => text.Length).Take(5))}");
        Assert.True(Math.Min(Math.Min(good, bad), unread) > leastOfEachKind, $"{good} good, {bad} bad, {unread} unread documents are too few of one kind");
        return lines;
    }
}
