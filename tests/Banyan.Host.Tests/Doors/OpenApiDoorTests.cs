using System.Text;
using Banyan.Host.Tests.App;
using Microsoft.OpenApi;

namespace Banyan.Host.Tests.Doors;

/// <summary>The document of the doors: what there is, readable by others.</summary>
public sealed class OpenApiDoorTests
{
    [Fact]
    public async Task Every_door_but_graphql_is_told_with_its_methods()
    {
        await using var app = await BanyanApp.StartAsync();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(await app.Http.GetStringAsync("/openapi/v1.json")));

        var read = await OpenApiDocument.LoadAsync(stream, "json");

        read.Diagnostic!.Errors.ShouldBeEmpty();
        var paths = read.Document!.Paths;
        paths["/v1/chat/completions"].Operations![HttpMethod.Post].Summary.ShouldBe("OpenAI chat completions");
        paths["/v1/responses/{id}"].Operations!.Keys.ShouldContain(HttpMethod.Get);
        paths["/v1/models/{id}"].Parameters!.Single().Name.ShouldBe("id");
        paths["/health/ready"].Operations![HttpMethod.Get].Tags!.Single().Name.ShouldBe("health");
        paths.Keys.ShouldNotContain("/graphql");
        paths.Keys.ShouldNotContain("/openapi/v1.json");
    }
}
