namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>The same documents in every run of the same schemas: every second one mutated.</summary>
internal static class GeneratedDocuments
{
    private const int Seed = 20_261_121;

    /// <summary>Those whose verdicts are kept, made for each schema of the package in turn: none that grows with the product.</summary>
    public static IEnumerable<(string Schema, string Document)> Take(int count) => Of([.. OracleFolder.Schemas.Keys], count);

    /// <summary>Made for each of some schemas in turn.</summary>
    public static IEnumerable<(string Schema, string Document)> Of(string[] schemas, int count)
    {
        var random = new Random(Seed);
        var generators = schemas.Select(name => (Key: name, Generator: new DocumentGenerator(Verdict.Schemas[name], random))).ToArray();
        for (var index = 0; index < count; index++)
        {
            var (schema, generator) = generators[index % generators.Length];
            var document = generator.Next();
            yield return (schema, index / generators.Length % 2 == 0 ? document : DocumentMutation.Apply(random, document));
        }
    }
}
