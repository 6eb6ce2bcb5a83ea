using System.Text;
using System.Text.Json;
using Banyan.TestKit;

namespace Banyan.GraphQL.Tests.Federation.Judges;

/// <summary>Apollo's subgraph compatibility suite, its tests unchanged: every one but federated tracing passes.</summary>
[Trait("needs", "node")]
public sealed class CompatibilityTests(ProductsHost host) : IClassFixture<ProductsHost>
{
    [Fact]
    public async Task Every_test_of_the_suite_passes()
    {
        var (status, output, complaints) = await NodePackage.Federation.RunAsync(
            "node", [NodePackage.Federation.PathOf("node_modules", "jest", "bin", "jest.js"), "--ci", "--json", "--config", "jest.config.cjs"], "",
            ("PRODUCTS_URL", host.Products), ("ROUTER_URL", host.Gateway));
        status.ShouldBe(0, complaints);
        using var report = JsonDocument.Parse(output[output.IndexOf('{')..]);
        report.RootElement.GetProperty("numTotalTestSuites").GetInt32().ShouldBe(11);
        report.RootElement.GetProperty("numPassedTests").GetInt32().ShouldBe(report.RootElement.GetProperty("numTotalTests").GetInt32());
        report.RootElement.GetProperty("numTotalTests").GetInt32().ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public async Task The_gateway_joins_three_subgraphs_through_entities()
    {
        var reply = await AskAsync(host.Gateway, """
            { product(id: "apollo-federation") { sku delivery(zip: "94111") { fastestDelivery } createdBy { name yearsOfEmployment averageProductsCreatedPerYear } research { study { description } } } }
            """);
        using var read = JsonDocument.Parse(reply);
        read.RootElement.TryGetProperty("errors", out _).ShouldBeFalse(reply);
        var product = read.RootElement.GetProperty("data").GetProperty("product");
        product.GetProperty("delivery").GetProperty("fastestDelivery").GetString().ShouldNotBeNullOrEmpty();
        product.GetProperty("createdBy").GetRawText().ShouldBe("""{"name":"Jane Smith","yearsOfEmployment":10,"averageProductsCreatedPerYear":134}""");
        product.GetProperty("research").GetRawText().ShouldBe("""[{"study":{"description":"Federation Study"}}]""");
    }

    [Fact]
    public async Task One_malformed_representation_fails_alone_with_its_path()
    {
        var reply = await AskAsync(host.Products, """
            { _entities(representations: [{__typename: "Product", id: "apollo-studio"}, {__typename: "Nothing"}, {__typename: "Product", id: "unknown"}]) { ... on Product { sku } } }
            """);
        using var read = JsonDocument.Parse(reply);
        read.RootElement.GetProperty("data").GetRawText().ShouldBe("""{"_entities":[{"sku":"studio"},null,null]}""");
        var error = read.RootElement.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        error.GetProperty("path").GetRawText().ShouldBe("""["_entities",1]""");
    }

    private static async Task<string> AskAsync(string url, string query)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json") };
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
