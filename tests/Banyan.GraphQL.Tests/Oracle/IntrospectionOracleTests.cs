using System.Text.Json;
using Banyan.GraphQL.Tests.Oracle.Planted;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>What both sides say of the same SDL, by the reference's whole introspection query.</summary>
[Trait("needs", "node")]
public sealed class IntrospectionOracleTests(ReferenceJudge judge) : IClassFixture<ReferenceJudge>
{
    [Theory]
    [InlineData("features")]
    [InlineData("products")]
    [InlineData("banyan")]
    [InlineData("sample")]
    public async Task A_schema_is_introspected_alike(string schema)
    {
        var (query, theirs) = await judge.IntrospectAsync(schema);
        var ours = await OursAsync(schema, query);

        Assert.Equal(IntrospectionText.Of(theirs.GetProperty("data")), IntrospectionText.Of(ours));
        Assert.Equal(IntrospectionText.LaterMembers.Order(StringComparer.Ordinal), IntrospectionText.LaterOf(theirs.GetProperty("data")));
        Assert.Empty(IntrospectionText.LaterOf(ours));
    }

    /// <summary>A subgraph read behind federation's definitions is the subgraph itself but for what federation adds, so that what holds for the one holds for the other.</summary>
    [Theory]
    [InlineData("banyan")]
    [InlineData("sample")]
    public void Federation_s_own_is_all_that_standing_alone_takes_from_a_subgraph(string name)
    {
        var alone = Verdict.Schemas[name];
        var sdl = name == "sample" ? Products.ProductGraph.Schema.Sdl : File.ReadAllText(Path.Combine(OracleFolder.Root, "docs", "graphql", "schema.graphql"));
        var subgraph = SdlSchema.Read(sdl);
        Assert.Equal(sdl, subgraph.Sdl);
        Assert.Equal(["_Any", "_Entity", "_Service"], subgraph.Types.Keys.Except(alone.Types.Keys).Order(StringComparer.Ordinal));
        Assert.Empty(alone.Types.Keys.Except(subgraph.Types.Keys));
        Assert.Equal(["_entities", "_service"], subgraph.Query.Fields.Keys.Except(alone.Query.Fields.Keys).Order(StringComparer.Ordinal));
        Assert.Empty(subgraph.Directives.Keys.Except(alone.Directives.Keys));
    }

    private static async Task<JsonElement> OursAsync(string schema, string query) =>
        Assert.Single(await new PlantedRun(schema, query, null, "{}", 1, 3, IsLate: false).AnswerAsync()).GetProperty("data");
}
