using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Tests.Oracle.Planted;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>The same operations over the same planted values, run by both sides.</summary>
[Trait("needs", "node")]
public sealed class ExecutionOracleTests(ReferenceJudge judge) : IClassFixture<ReferenceJudge>
{
    private const int Seed = 20_261_122;

    // Nearly all is good, some is not, much is not.
    private static readonly uint[] Rates = [100_003, 61, 13];

    [Theory]
    [InlineData("features", 200, 2_000)]
    [InlineData("products", 200, 2_000)]
    [InlineData("banyan", 100, 1_000)]
    [InlineData("sample", 60, 1_000)]
    public async Task Generated_operations_are_answered_alike(string schema, int inOrdinaryRuns, int inFullRuns)
    {
        var answered = await CompareAsync(Generated(schema).Take(TestRun.IsFull ? inFullRuns : inOrdinaryRuns));
        Assert.True(answered.WithData > inOrdinaryRuns / 3, $"{answered.WithData} answers with data are too few");
        Assert.True(answered.WithErrors > inOrdinaryRuns / 6, $"{answered.WithErrors} answers with errors are too few");
    }

    [Fact]
    public async Task Operations_written_by_hand_are_answered_alike() => await CompareAsync(
        from one in HandWrittenOperations.All
        from rate in Rates
        from isLate in (bool[])[false, true]
        select new PlantedRun(one.Schema, one.Document, OperationOf(one.Document).Name?.Text, one.Variables, PlantedSeed.Mix(rate, one.Document), rate, isLate));

    [Fact]
    public void A_difference_in_order_place_or_value_is_seen()
    {
        const string answer = """{"errors":[{"message":"planted 1","locations":[{"line":1,"column":3}],"path":["a",0,"b"]}],"data":{"a":[{"b":null,"c":1}],"d":"x"}}""";
        foreach (var (from, to) in ((string, string)[])[("1,\"column\":3", "1,\"column\":4"), ("\"a\",0,\"b\"", "\"a\",0,\"c\""), ("planted 1", "planted 2"), ("\"b\":null,\"c\":1", "\"c\":1,\"b\":null"), ("\"c\":1", "\"c\":2"), ("\"x\"", "null"), (",\"data\"", ",\"date\"")])
        {
            var (one, other) = (JsonElement.Parse(answer), JsonElement.Parse(answer.Replace(from, to, StringComparison.Ordinal)));
            Assert.Null(AnswerComparison.Difference(one, one, isLate: true));
            Assert.NotNull(AnswerComparison.Difference(one, other, isLate: true));
            Assert.NotNull(AnswerComparison.Difference(one, other, isLate: false));
        }
    }

    private static IEnumerable<PlantedRun> Generated(string schema)
    {
        var random = new Random(Seed);
        var documents = new DocumentGenerator(Verdict.Schemas[schema], random);
        for (var index = 0; ; index++)
        {
            var document = documents.Next();
            if (Verdict.Of(document, schema) is not { Refused: null, Errors.Count: 0 })
            {
                continue;
            }

            var operation = OperationOf(document);
            var variables = new VariableGenerator(Verdict.Schemas[schema], random, oneWrongIn: index % 3 == 0 ? 8 : 200).Next(operation);
            yield return new PlantedRun(schema, document, operation.Name?.Text, variables, (uint)random.Next(), Rates[index % Rates.Length], index % 2 == 0);
        }
    }

    private static OperationDefinition OperationOf(string document) => GraphParser.Parse(document, ParserLimits.Trusted).Value!.Definitions.OfType<OperationDefinition>().First();

    private async Task<(int WithData, int WithErrors)> CompareAsync(IEnumerable<PlantedRun> runs)
    {
        var differences = new List<string>();
        var (withData, withErrors) = (0, 0);
        foreach (var run in runs)
        {
            var (ours, theirs) = (await run.AnswerAsync(), await judge.AnswerAsync(run));
            withData += theirs.Any(answer => answer.TryGetProperty("data", out _)) ? 1 : 0;
            withErrors += theirs.Any(answer => answer.TryGetProperty("errors", out _)) ? 1 : 0;
            var difference = ours.Count == theirs.Count ? ours.Zip(theirs, (one, other) => AnswerComparison.Difference(one, other, run.IsLate)).FirstOrDefault(one => one is not null) : $"ours gave {ours.Count} answers, theirs {theirs.Count}";
            if (difference is not null)
            {
                differences.Add($"{run}\n{difference}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences; the shortest:\n{string.Join("\n-----\n", differences.OrderBy(text => text.Length).Take(8))}");
        return (withData, withErrors);
    }
}
