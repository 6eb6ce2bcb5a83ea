namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>The same documents in every run: made for each schema in turn, every second one mutated.</summary>
internal static class GeneratedDocuments
{
    private const int Seed = 20_261_121;

    public static IEnumerable<(string Schema, string Document)> Take(int count)
    {
        var random = new Random(Seed);
        var generators = Verdict.Schemas.Select(pair => (pair.Key, Generator: new DocumentGenerator(pair.Value, random))).ToArray();
        for (var index = 0; index < count; index++)
        {
            var (schema, generator) = generators[index % generators.Length];
            var document = generator.Next();
            yield return (schema, index / generators.Length % 2 == 0 ? document : DocumentMutation.Apply(random, document));
        }
    }
}
