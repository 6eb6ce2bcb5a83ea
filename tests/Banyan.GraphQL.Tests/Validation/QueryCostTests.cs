using Banyan.GraphQL.Language;
using Banyan.GraphQL.Tests.Oracle;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Tests.Validation;

public sealed class QueryCostTests
{
    private static readonly GraphSchema Schema = Priced();

    [Theory]
    [InlineData("{ now }", 0)]
    [InlineData("{ product(id: 1) { name } }", 1)]
    [InlineData("{ product(id: 1) { createdBy { name } dimensions { unit } } }", 3)]
    [InlineData("{ search(text: \"a\") { __typename } }", 50)]
    [InlineData("{ product(id: 1) { related { name } } }", 51)]
    [InlineData("{ product(id: 1) { related { createdBy { name } } } }", 101)]
    [InlineData("{ product(id: 1) { reviews(first: 3) { author { name } } } }", 7)]
    [InlineData("{ product(id: 1) { reviews(first: 0) { author { name } } } }", 3)]
    [InlineData("{ product(id: 1) { reviews { body } } }", 21)]
    [InlineData("query ($n: Int) { product(id: 1) { reviews(first: $n) { body } } }", 8)]
    [InlineData("{ products { nodes { name } } }", 11)]
    [InlineData("{ products(first: 30) { nodes { name } edges { node { name } } totalCount } }", 91)]
    [InlineData("{ products(first: 4) { ...F } } fragment F on ProductConnection { nodes { createdBy { name } } }", 9)]
    [InlineData("{ a: products(first: 4) { ...F } b: products(first: 2) { ...F } } fragment F on ProductConnection { nodes { name } }", 8)]
    [InlineData("{ cheapest { name } }", 7)]
    [InlineData("mutation { addReview(input: {product: 1, body: \"\"}) { review { body } } removeProduct(id: 1) }", 21)]
    [InlineData("{ __schema { types { fields { name } } } }", 0)]
    public void A_cost_is_known_before_anything_runs(string query, long cost) => Assert.Equal(cost, Cost(query));

    [Fact]
    public void Costs_that_no_number_holds_stay_at_the_top()
    {
        var query = $"{{ product(id: 1) {{ {string.Concat(Enumerable.Repeat("related { ", 60))} name {new string('}', 60)} }} }}";

        Assert.InRange(Cost(query), long.MaxValue / 8, long.MaxValue / 2);
    }

    [Fact]
    [Trait("Attack", "36")]
    public void A_query_over_the_limit_is_refused_with_its_cost()
    {
        GraphError? Refusal(string query, long limit) => QueryCost.Refusal(Schema, Parse(query), Operation(Parse(query)), _ => null, new QueryLimits { MaxCost = limit });
        const string Query = "{ search(text: \"a\") { __typename } }";

        Assert.Null(Refusal(Query, 50));
        var error = Refusal(Query, 49);
        Assert.Equal(GraphCodes.QueryTooCostly, error?.Code);
        Assert.Equal((50L, 49L), (error?.Extensions["cost"], error?.Extensions["limit"]));
    }

    private static long Cost(string query) => QueryCost.Of(Schema, Parse(query), Operation(Parse(query)), name => name == "n" ? 7 : null);

    private static OperationDefinition Operation(Document document) => document.Definitions.OfType<OperationDefinition>().Single();

    private static Document Parse(string query) => GraphParser.Parse(query, ParserLimits.Default).Value!;

    private static GraphSchema Priced()
    {
        var schema = SdlSchema.Read(OracleFolder.Schemas["products"]);
        schema.Query.Fields["products"].ListSize = new ListSize(null, ["first"], ["nodes", "edges"]);
        schema.Query.Fields["cheapest"].Cost = 7;
        ((ObjectType)schema.Types["Product"]).Fields["reviews"].ListSize = new ListSize(20, ["first"], []);
        return schema;
    }
}
