using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

public sealed class WeightTests
{
    [Theory]
    [InlineData(true, "federation/v2.9", true)]
    [InlineData(false, "federation/v2.0", false)]
    public void Weights_that_are_not_printed_count_all_the_same(bool shows, string link, bool isPrinted)
    {
        var schema = GraphSchema.Build(
            graph =>
            {
                graph.Query("many: [Int!]! @shareable", _ => Array.Empty<int>(), "Many.").ListSize(7);
                graph.Query("dear: Int", _ => 1, "Dear.").Cost(9);
            },
            new GraphSchemaOptions { ShowsWeights = shows });

        schema.Sdl.ShouldContain(link);
        schema.Sdl.Contains("@listSize(assumedSize: 7", StringComparison.Ordinal).ShouldBe(isPrinted);
        schema.Sdl.Contains("@cost(weight: 9)", StringComparison.Ordinal).ShouldBe(isPrinted);
        schema.Query.Fields["many"].ListSize!.Assumed.ShouldBe(7);
        schema.Query.Fields["dear"].Cost.ShouldBe(9);
    }
}
